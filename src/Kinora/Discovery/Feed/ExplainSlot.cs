using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Feed;

/// <summary>The whole decision behind one place of the feed, also what was dropped by which filter.</summary>
internal static class ExplainSlot
{
    internal sealed record Response
    {
        public required TitleReply Title { get; init; }

        public required int Position { get; init; }

        public required int Slot { get; init; }

        public required int Page { get; init; }

        public required DateTimeOffset MadeAt { get; init; }

        public required Rung Rung { get; init; }

        public required bool Repeat { get; init; }

        public required bool Explored { get; init; }

        public required double Score { get; init; }

        public required string Reason { get; init; }

        public required IReadOnlyList<Factor> Factors { get; init; }

        public required Choice Draw { get; init; }

        /// <summary>The title of one's own that caused it, if one did.</summary>
        public TitleReply? CausedBy { get; init; }

        public required IReadOnlyDictionary<string, int> Dropped { get; init; }

        public required FeedReply.Stock Inventory { get; init; }

        public required string Dial { get; init; }

        public required long CatalogueVersion { get; init; }

        public required long SharedVersion { get; init; }

        public required int PolicyVersion { get; init; }

        /// <summary>The learned model that it was ranked with; null = the baseline.</summary>
        public string? Model { get; init; }

        /// <summary>The experiments that the profile took part in, as <c>flag=variant</c>.</summary>
        public required IReadOnlyList<string> Variants { get; init; }
    }

    /// <summary>One part of the score, from 0 to 1.</summary>
    /// <param name="Weight">Its weight in the score; null for a part of another factor.</param>
    internal sealed record Factor(string Name, double? Value, double? Weight);

    /// <summary>How the place was filled.</summary>
    /// <param name="Best">The best by score at this place; the title itself where nothing was drawn.</param>
    internal sealed record Choice(double Propensity, string? Best, double Epsilon, int Candidates);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/feed/explain", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        string? feed_session, int? position, Caller caller, FeedStore store, ICatalogue catalogue, ITitleReplies titles,
        CancellationToken cancel)
    {
        if (!Guid.TryParseExact(feed_session, "D", out var session))
            return Refuse(RefusalKind.Invalid, "feed-session-invalid", "A feed session is named by a UUID.", "feed_session");
        if (position is not >= 1)
            return Refuse(RefusalKind.Invalid, "position-out-of-range", "A place in the feed session, from 1.", "position");
        var row = await store.SessionAsync(session.ToString(), cancel);
        if (row is null || row.ProfileId != caller.ProfileId)
            return Refuse(RefusalKind.NotFound, "feed-session-not-found", "You have no feed session of that name.", "feed_session");
        var pages = await store.PagesAsync(row.Id, cancel);
        foreach (var page in pages.Select(stored => stored.Unpack().Page))
        {
            if (page.Items.FirstOrDefault(item => item.Position == position) is { } found)
            {
                var snapshot = catalogue.Current;
                return snapshot.MayLookAt(found.Title, caller)
                    ? Results.Json(await ExplainAsync(page, found, caller, snapshot, titles, cancel))
                    : Refuse(RefusalKind.NotFound, "position-not-found", "What was handed out at that place is no longer there.", "position");
            }
        }

        return pages.Count == 0 || pages[0].Number > 1
            ? Refuse(RefusalKind.NotFound, "explain-expired", "Decisions are kept for 30 days.", "feed_session")
            : Refuse(RefusalKind.NotFound, "position-not-found", "Nothing was handed out at that place.", "position");
    }

    private static async Task<Response> ExplainAsync(
        FeedPage page, FeedItem item, Caller caller, CatalogueSnapshot snapshot, ITitleReplies titles, CancellationToken cancel)
    {
        var cause = snapshot.MayLookAt(item.Cause.Title, caller) ? item.Cause.Title : -1;
        var replies = await titles.OfAsync(caller, snapshot, cause < 0 ? [item.Title] : [item.Title, cause], cancel);
        return new Response
        {
            Title = replies[0],
            Position = item.Position,
            Slot = item.Slot,
            Page = page.Page,
            MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(page.MadeAtMs),
            Rung = item.Rung,
            Repeat = item.Repeat,
            Explored = item.Explored,
            Score = item.Score,
            Reason = Reasons.Of(item.Cause, item.Title, snapshot, title => snapshot.MayLookAt(title, caller)),
            Factors = FactorsOf(page.Dial, item.Factors),
            Draw = new(
                item.Draw.Propensity, snapshot.MayLookAt(item.Draw.Best, caller) ? snapshot.IdOf(item.Draw.Best) : null, item.Draw.Epsilon, item.Draw.Candidates),
            CausedBy = cause < 0 ? null : replies[1],
            Dropped = DroppedOf(page),
            Inventory = new(page.Inventory.Eligible, page.Inventory.Fresh, page.Inventory.Exhausted),
            Dial = page.Dial.ToString().ToLowerInvariant(),
            CatalogueVersion = page.CatalogueVersion,
            SharedVersion = page.SharedVersion,
            PolicyVersion = page.PolicyVersion,
            Model = page.Model.Length == 0 ? null : page.Model,
            Variants = page.Variants.Split(';', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    /// <summary>The parts of a score, the weighted ones first.</summary>
    public static IReadOnlyList<Factor> FactorsOf(Ranking.Profiles.Dial dial, Factors factors)
    {
        var weights = FeedOptions.Default.WeightsOf(dial).InScore;
        return
        [
            new("engagement", factors.E, weights.E),
            new("freshness", factors.F, weights.F),
            new("context", factors.C, weights.C),
            new("diversity", factors.D, weights.D),
            new("affinity", factors.A < 0 ? null : factors.A, null),
            new("quality", factors.Q, null),
            new("velocity", factors.V, null),
            new("calibration", factors.Calibration, null),
        ];
    }

    /// <summary>How many titles of the kind fell to each filter.</summary>
    public static Dictionary<string, int> DroppedOf(FeedPage page) => Enum.GetValues<DropReason>().Where(reason => (int)reason < page.Dropped.Count).ToDictionary(
        reason => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()), reason => page.Dropped[(int)reason]);

    private static IResult Refuse(RefusalKind kind, string code, string detail, string field) =>
        new Refusal(kind, code, detail, field).ToHttp();
}
