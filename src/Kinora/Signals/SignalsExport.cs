using Kinora.Platform.Privacy;

namespace Kinora.Signals;

/// <summary>What the one door wrote down about a person.</summary>
internal sealed class SignalsExport : IExportPart
{
    private static readonly ExportOwner Mine = new ExportOwner.Profile("profile_id");

    public IReadOnlyList<ExportTable> Tables { get; } =
    [
        new("signal", "signals/signals", "Everything that you watched, rated, hid, followed and otherwise did, in the order in which it arrived.", Mine)
        {
            Columns =
            [
                "profile_id", "version", "number", "event_id", "kind", "title_id", "target", "at", "received_at", "feed_session", "served_at",
                "position_ms", "duration_ms", "watched", "value", "note", "surface", "device",
            ],
            Key = ["profile_id", "version", "number"],
            Json = ["watched"],
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal) { ["ordinal"] = "The title once more, as this server counts it." },
        },
        new("rating", "signals/ratings", "Your latest rating of each title.", Mine)
        {
            Columns = ["profile_id", "title_id", "value", "at", "event_id"],
            Key = ["profile_id", "title_id"],
        },
        new("hide", "signals/hidden", "What you said you are not interested in.", Mine)
        {
            Columns = ["profile_id", "target", "hidden", "at", "event_id"],
            Key = ["profile_id", "target"],
            Flags = ["hidden"],
        },
        new("follow", "signals/follows", "Creators whom you follow, or did.", Mine)
        {
            Columns = ["profile_id", "creator_id", "following", "at", "event_id"],
            Key = ["profile_id", "creator_id"],
            Flags = ["following"],
        },
        new("report", "signals/reports", "Titles that you reported.", Mine)
        {
            Columns = ["id", "profile_id", "title_id", "reason", "at"],
            Key = ["id"],
        },
    ];

    public IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["profile_version"] = "A counter of the rows in signals/signals.json.",
    };
}
