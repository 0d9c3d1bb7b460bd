using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Feed;
using Kinora.Discovery.Shared;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Experiments;

/// <summary>
/// Counts what came of the first days of those in an experiment, once those days are over and each person once: pages are kept for a month
/// only, and a figure that moves later could not be looked at every day. Who does not share is left out; kids never come in.
/// </summary>
internal sealed class CountOutcomes(
    Db db, FlagStore store, FeedStore feed, ISignalHistory history, IProfiles profiles, ICatalogue catalogue, TimeProvider time) : IJob<CountOutcomes.Args>
{
    private const int AtOnce = 32;

    internal sealed record Args;

    internal sealed record Report(int Counted, int LeftOut);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var (now, report) = (time.GetUtcNow().ToUnixTimeMilliseconds(), new Report(0, 0));
        var sharing = (await profiles.SharingAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        while (await store.DueAsync(now - PersonOutcome.WindowMs, PersonOutcome.WindowMs, AtOnce, cancel) is { Count: > 0 } due)
        {
            // Load and decide
            var outcomes = await OfAsync(due.FindAll(person => sharing.Contains(person.ProfileId)), cancel);

            // Save
            await db.TransactAsync(
                async tx =>
                {
                    foreach (var person in due)
                        await FlagStore.CountAsync(tx, person, outcomes.GetValueOrDefault(person), now);
                },
                cancel);
            report = new Report(report.Counted + outcomes.Count, report.LeftOut + due.Count - outcomes.Count);
            context.Report(report);
        }

        context.Report(report);
        context.Progress(1);
    }

    private async Task<Dictionary<PersonRow, PersonOutcome>> OfAsync(List<PersonRow> people, CancellationToken cancel)
    {
        if (people.Count == 0)
            return [];
        var (ids, since, snapshot) = (people.Select(person => person.ProfileId).Distinct().ToList(), people.Min(person => person.EnteredAt), catalogue.Current);
        var pages = (await feed.OfProfilesAsync(ids, since, cancel)).ToLookup(row => row.ProfileId, row => row.Unpack().Page);
        var signals = (await history.OfProfilesAsync(ids, since, cancel)).ToLookup(row => row.ProfileId, row => row.Signal);
        var outcomes = new Dictionary<PersonRow, PersonOutcome>();
        foreach (var person in people)
        {
            var seen = await history.CountSeenAsync([person.ProfileId], person.EnteredAt, person.EnteredAt + PersonOutcome.WindowMs, 0, cancel);
            var own = signals[person.ProfileId].ToList();
            outcomes[person] = PersonOutcome.Of(
                $"{person.Flag}={person.Variant}", person.EnteredAt, pages[person.ProfileId], seen.Select(one => one.Ordinal).ToHashSet(),
                SignalViewings.Of(own, snapshot).All, own.Where(signal => signal.Kind == SignalKind.Hide).Select(signal => signal.At));
        }

        return outcomes;
    }
}
