using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Feed;
using Kinora.Discovery.Shared;
using Kinora.Platform.Database;
using Kinora.Ranking.Evaluation;
using Kinora.Ranking.Experiments;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Experiments;

/// <summary>
/// What the feed drew for those who share, with the chances that it drew with, and whether a good viewing came of it within a day: of the newest
/// pages that a day has passed since. From this, ways of exploring can be judged that nobody was shown.
/// </summary>
internal sealed class LoggedDraws(FeedStore feed, ISignalHistory history, IProfiles profiles, ICatalogue catalogue, TimeProvider time)
{
    /// <summary>Older pages say no more than these, and cost as much.</summary>
    private const int MostPages = 2_000;

    private const int AtOnce = 64;
    private const long DayMs = 86_400_000;

    /// <summary>What was estimated from so few minutes ago is told again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private Known? _known;

    /// <summary>Estimates of a flag's policies.</summary>
    /// <param name="Mean">What came of the slots as they were shown.</param>
    internal sealed record Estimates(int Slots, int People, double? Mean, IReadOnlyList<(ExplorationPolicy Policy, OffPolicyEstimate? Estimate)> Policies);

    public async Task<Estimates> OfAsync(Flag flag, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var now = time.GetUtcNow();
        var pages = await feed.NewestAsync(now.ToUnixTimeMilliseconds() - DayMs, MostPages, cancel);
        var newest = pages.Count == 0 ? 0 : pages[0].MadeAt;
        if (Volatile.Read(ref _known) is { } known && known.Flag == flag && known.Newest == newest && now - known.At < Kept)
            return known.Estimates;
        var log = await ReadAsync(pages, cancel);
        var estimates = new Estimates(
            log.Count, log.Select(one => one.Person).Distinct().Count(), log.Count == 0 ? null : log.Average(one => one.Good ? 1.0 : 0),
            await Task.Run(() => flag.Policies.Select(policy => (policy, policy.Estimate(log))).ToList(), cancel));
        Volatile.Write(ref _known, new Known(flag, newest, now, estimates));
        return estimates;
    }

    private async Task<List<LoggedChoice>> ReadAsync(List<FeedPageRow> pages, CancellationToken cancel)
    {
        var (sharing, snapshot) = ((await profiles.SharingAsync(cancel)).ToHashSet(StringComparer.Ordinal), catalogue.Current);
        var byPerson = pages.Where(page => sharing.Contains(page.ProfileId)).GroupBy(page => page.ProfileId, StringComparer.Ordinal).ToList();
        var (log, person) = (new List<LoggedChoice>(), 0);
        foreach (var some in byPerson.Chunk(AtOnce))
        {
            var since = some.Min(own => own.Min(page => page.MadeAt));
            var signals = (await history.OfProfilesAsync([.. some.Select(own => own.Key)], since, cancel)).ToLookup(row => row.ProfileId, row => row.Signal);
            foreach (var own in some)
            {
                var good = SignalViewings.Of(signals[own.Key], snapshot).All.Where(viewing => viewing.IsGood)
                    .ToLookup(viewing => viewing.Title, viewing => viewing.FirstAt);
                foreach (var page in own.Select(row => row.Unpack().Page))
                {
                    log.AddRange(page.Items.Where(item => item.Draw is { Epsilon: > 0, Candidates: > 0 }).Select(item => new LoggedChoice(
                        item.Draw, item.Explored, item.Draw.Best == item.Title,
                        good[item.Title].Any(at => at >= page.MadeAtMs && at - page.MadeAtMs < DayMs), person)));
                }

                person++;
            }
        }

        return log;
    }

    private sealed record Known(Flag Flag, long Newest, DateTimeOffset At, Estimates Estimates);
}
