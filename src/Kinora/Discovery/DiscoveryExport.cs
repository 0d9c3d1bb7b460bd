using System.Text.Json.Nodes;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Privacy;
using Kinora.Ranking.Feed;

namespace Kinora.Discovery;

/// <summary>What the feed handed to a person, in words.</summary>
internal sealed class DiscoveryExport(ICatalogue catalogue) : IExportPart
{
    private static readonly ExportOwner Mine = new ExportOwner.Profile("profile_id");

    public IReadOnlyList<ExportTable> Tables =>
    [
        new("feed_session", "feed/sessions", "Your sittings with the feed.", Mine)
        {
            Columns = ["id", "profile_id", "filters", "opened_at", "alive_at"],
            Key = ["id"],
            Json = ["filters"],
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal) { ["seed"] = "The chance that the sitting began with." },
        },
        new("feed_page", "feed/pages", "What the feed handed to you, page by page, with the score of each title and the rung it came from; kept 30 days.", Mine)
        {
            Columns = ["feed_session", "number", "profile_id", "version", "made_at", "packed"],
            Key = ["feed_session", "number"],
            Read = new Dictionary<string, Func<object?, JsonNode?>>(StringComparer.Ordinal) { ["packed"] = Items },
            Withheld = new Dictionary<string, string>(StringComparer.Ordinal) { ["next_cursor"] = "A signed place in the feed, of no use outside." },
        },
        new("feed_reset", "feed/resets", "When you let the feed begin anew.", Mine)
        {
            Columns = ["profile_id", "version", "at", "before_at"],
            Key = ["profile_id"],
        },
        new("taste_correction", "feed/taste_corrections", "What you corrected of what Kinora believes about your taste.", Mine)
        {
            Columns = ["profile_id", "facet", "name", "correction", "at"],
            Key = ["profile_id", "facet", "name"],
        },
        new("experiment_person", "feed/experiments", "The experiments that you came into, which variant you got, and what came of your first seven days in it.", Mine)
        {
            Columns = ["flag", "round", "profile_id", "variant", "entered_at", "counted_at", "seen", "completed", "liked", "hidden", "returned"],
            Key = ["flag", "round", "profile_id"],
        },
    ];

    public IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["profile_state"] = "Sums over signals/signals.json and feed/pages.json, kept so that the feed need not count again; nothing else goes in.",
    };

    private JsonArray? Items(object? packed)
    {
        try
        {
            var snapshot = catalogue.Current;
            return new JsonArray(
            [
                .. FeedPagePack.Read(packed as byte[] ?? []).Items.Select(item => (JsonNode)new JsonObject
                {
                    ["position"] = item.Position,
                    ["title_id"] = snapshot.Has(item.Title) ? snapshot.IdOf(item.Title) : null,
                    ["rung"] = item.Rung.ToString().ToLowerInvariant(),
                    ["score"] = Math.Round(item.Score, 4),
                    ["explored"] = item.Explored,
                    ["propensity"] = Math.Round(item.Draw.Propensity, 6),
                }),
            ]);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or ArgumentException)
        {
            // A page of a version that nobody can read any more says nothing to its owner either.
            return null;
        }
    }
}
