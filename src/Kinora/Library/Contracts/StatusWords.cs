using Kinora.Platform;

namespace Kinora.Library.Contracts;

/// <summary>Statuses as they are written outside.</summary>
internal static class StatusWords
{
    private static readonly Dictionary<string, WatchStatus> Known =
        Enum.GetValues<WatchStatus>().ToDictionary(status => status.Word(), StringComparer.Ordinal);

    public static string Word(this WatchStatus status) => WordConverter.Of(status.ToString());

    public static WatchStatus? Parse(string? word) => word is not null && Known.TryGetValue(word, out var status) ? status : null;

    public static Refusal Unknown(string field) =>
        new(RefusalKind.Invalid, "value-unknown", $"Must be one of: {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}.", field);
}
