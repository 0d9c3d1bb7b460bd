using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Feed;

/// <summary>
/// Takes away pages after 30 days and impressions after 90, once the profile's stored state holds what they say, and feed sessions whose
/// pages are gone.
/// </summary>
internal sealed class SweepFeed(Db db, ISignalHistory history, TimeProvider time) : IJob<SweepFeed.Args>
{
    private const long KeptMs = 30L * 24 * 3_600_000;

    internal sealed record Args;

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await db.TransactAsync(
            async tx =>
            {
                var before = now - KeptMs;
                await tx.ExecuteAsync(OldPages, new { before });
                await tx.ExecuteAsync(OldSessions, new { before });
            },
            cancel);
        foreach (var profileId in await history.SeenBeforeAsync(now - SignalTimes.RememberedMs, cancel))
            await db.TransactAsync(tx => ForgetSeenAsync(tx, profileId, now - SignalTimes.RememberedMs), cancel);
    }

    /// <summary>A transaction for each profile: nobody waits long for the writer.</summary>
    private async Task ForgetSeenAsync(Tx tx, string profileId, long before)
    {
        var version = await tx.ScalarAsync<long>("select version from profile_state where profile_id = @profileId", new { profileId });
        await history.ForgetSeenAsync(tx, profileId, version, before);
    }

    private const string OldPages = """
        delete from feed_page where made_at < @before and exists (
            select 1 from profile_state s where s.profile_id = feed_page.profile_id and s.version >= feed_page.version)
        """;

    private const string OldSessions = """
        delete from feed_session where alive_at < @before
            and not exists (select 1 from feed_page p where p.feed_session = feed_session.id)
        """;
}
