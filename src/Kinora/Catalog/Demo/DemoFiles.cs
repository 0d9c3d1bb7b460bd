using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kinora.Catalog.Contracts;

namespace Kinora.Catalog.Demo;

/// <summary>
/// The demo library as it lies in the assembly: titles in the product's import format, except that <c>page_url</c> and <c>media</c> stand
/// for the play address and <c>published_days_ago</c> for a time that moves with the day of loading.
/// </summary>
internal static class DemoFiles
{
    public const string MediaPath = "/media/demo/";

    private const string Folder = "Catalog/Demo/";

    private static readonly string[] TitleFiles = ["films.ndjson", "shorts.ndjson", "series.ndjson", "clips.ndjson"];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static IReadOnlyList<DemoTitle> Titles() => [.. Rows().Select(row => row.Deserialize<DemoTitle>(Options)!)];

    public static IReadOnlyList<DemoCollection> Collections()
    {
        using var stream = Open("collections.json")!;
        return JsonSerializer.Deserialize<List<DemoCollection>>(stream, Options)!;
    }

    /// <summary>All titles as one NDJSON file for the importer.</summary>
    public static MemoryStream ToImport(DateTimeOffset now)
    {
        var file = new MemoryStream();
        foreach (var row in Rows())
        {
            JsonSerializer.Serialize(file, Imported(row, now));
            file.WriteByte((byte)'\n');
        }

        file.Position = 0;
        return file;
    }

    /// <summary>A file of the library, <c>media/rings.mp4</c>; null where there is none.</summary>
    public static Stream? Open(string name) => typeof(DemoFiles).Assembly.GetManifestResourceStream(Folder + name);

    public static IEnumerable<JsonObject> Rows()
    {
        foreach (var name in TitleFiles)
        {
            using var reader = new StreamReader(Open(name)!);
            while (reader.ReadLine() is { } line)
                yield return JsonNode.Parse(line)!.AsObject();
        }
    }

    private static JsonObject Imported(JsonObject row, DateTimeOffset now)
    {
        if (Take(row, "published_days_ago") is { } days)
            row["published_at"] = now.AddDays(-days.GetValue<double>()).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var page = Take(row, "page_url")?.GetValue<string>();
        if ((Take(row, "media")?.GetValue<string>() is { } media ? MediaPath + media : page) is { } address)
            row["playback"] = new JsonObject { ["web_url"] = address };
        return row;
    }

    private static JsonValue? Take(JsonObject row, string member) => row.Remove(member, out var value) ? value?.AsValue() : null;
}

/// <summary>An editorial list of the demo library.</summary>
internal sealed record DemoCollection(string Id, string Name, string Blurb, IReadOnlyList<string> Items);
