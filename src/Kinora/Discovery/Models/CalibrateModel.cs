using Kinora.Catalog.Contracts;
using Kinora.Discovery.Feed;
using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Models;

/// <summary>
/// Turns scores into chances by what the feed handed out in the week before: of each title that was really seen, whether a good viewing
/// came of it within a day. What a model that offers nothing falls back to is brought to the same scale (ranking.md, Training).
/// </summary>
internal sealed class CalibrateModel(FeedStore pages, ISignalHistory history)
{
    public const long WeekMs = 7 * DayMs;
    private const long DayMs = 86_400_000;
    private const int AtOnce = 32;

    internal sealed record Fitted(Platt? Chance, Platt? Otherwise, int Samples);

    /// <summary>Fits both; for the system.</summary>
    /// <param name="measured">The model that knows nothing of what was held back.</param>
    public async Task<Fitted> FitAsync(
        LearnedModel measured, IReadOnlyList<string> profileIds, CatalogueSnapshot snapshot, SharedState shared, long now, CancellationToken cancel)
    {
        var (offered, others) = (new List<(double, bool)>(), new List<(double, bool)>());
        var from = now - WeekMs;
        foreach (var some in profileIds.Chunk(AtOnce))
        {
            var handed = (await pages.OfProfilesAsync(some, from, cancel)).ToLookup(page => page.ProfileId, page => page.Unpack().Page);
            if (handed.Count == 0)
                continue;
            var signals = (await history.OfProfilesAsync([.. handed.Select(own => own.Key)], 0, cancel)).ToLookup(row => row.ProfileId, row => row.Signal);
            var seen = (await history.CountSeenAsync([.. handed.Select(own => own.Key)], from, now + 1, from, cancel)).Select(one => (one.ProfileId, one.Ordinal)).ToHashSet();
            foreach (var own in handed)
                Sample(own, signals[own.Key], title => seen.Contains((own.Key, title)));
        }

        return new Fitted(Platt.Fit(offered), Platt.Fit(others), offered.Count + others.Count);

        void Sample(IEnumerable<FeedPage> handed, IEnumerable<Signal> signals, Func<int, bool> wasSeen)
        {
            var all = signals.ToList();
            var then = StateBefore(all, snapshot, from);
            var taste = Taste.Of(snapshot.Columns, then, shared with { Model = measured }, from);
            var scores = new ScoreContext(snapshot.Columns, shared, taste, 0, default, default);
            var good = SignalViewings.Of(all, snapshot).All.Where(viewing => viewing.IsGood && viewing.FirstAt >= from)
                .ToLookup(viewing => viewing.Title, viewing => viewing.FirstAt);
            foreach (var page in handed)
            {
                foreach (var item in page.Items.Where(item => snapshot.Columns.Has(item.Title)))
                {
                    var liked = good[item.Title].Any(at => at >= page.MadeAtMs && at - page.MadeAtMs < DayMs);
                    if (!liked && !wasSeen(item.Title))
                        continue;
                    if (taste.Learned?.ScoreOf(snapshot.Columns.Subject(item.Title)) is { } score)
                        offered.Add((score, liked));
                    else
                        others.Add((scores.Affinity(item.Title) is var affinity and >= 0 ? affinity : 0.5, liked));
                }
            }
        }
    }

    private static ProfileState StateBefore(IEnumerable<Signal> signals, CatalogueSnapshot snapshot, long before)
    {
        var state = new ProfileState();
        foreach (var signal in signals.Where(signal => signal.At < before))
        {
            if (Facts.Of(signal, snapshot) is { } fact)
                state.Apply(fact);
        }

        return state;
    }
}
