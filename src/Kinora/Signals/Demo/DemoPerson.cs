using System.Text.Json;
using System.Text.Json.Serialization;
using Kinora.Platform.Security;

namespace Kinora.Signals.Demo;

/// <summary>Somebody who never lived: a taste and habits, from which a past is made.</summary>
internal sealed record DemoPerson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public required string User { get; init; }

    public required Role Role { get; init; }

    public required string Language { get; init; }

    /// <summary>Genre → how much.</summary>
    public required IReadOnlyDictionary<string, int> Genres { get; init; }

    public required IReadOnlyList<string> Avoids { get; init; }

    /// <summary>Ids of favourite creators; followed.</summary>
    public required IReadOnlyList<string> Creators { get; init; }

    /// <summary>Ids of series that are watched in order.</summary>
    public required IReadOnlyList<string> Series { get; init; }

    /// <summary>Hours of the day, UTC.</summary>
    public required IReadOnlyList<int> Hours { get; init; }

    public required int ViewingsPerWeek { get; init; }

    /// <summary>Chance to watch to the end, to skip a clip, to like what was finished; share of viewings that are clips.</summary>
    public required double Finishes { get; init; }

    public required double Skips { get; init; }

    public required double Likes { get; init; }

    public required double ClipShare { get; init; }

    public static IReadOnlyList<DemoPerson> All()
    {
        using var stream = typeof(DemoPerson).Assembly.GetManifestResourceStream("Signals/Demo/people.json")!;
        return JsonSerializer.Deserialize<List<DemoPerson>>(stream, Options)!;
    }
}
