using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Discovery.Feed;

/// <summary>
/// Takes away pages after 30 days, once the profile's stored state holds what they say, and feed sessions whose pages are gone.
/// </summary>
internal sealed class SweepFeed(Db db, TimeProvider time) : IJob<SweepFeed.Args>
{
    private const long KeptMs = 30L * 24 * 3_600_000;

    internal sealed record Args;

    public Task RunAsync(Args args, JobContext context, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            var before = time.GetUtcNow().ToUnixTimeMilliseconds() - KeptMs;
            await tx.ExecuteAsync(OldPages, new { before });
            await tx.ExecuteAsync(OldSessions, new { before });
        },
        cancel);

    private const string OldPages = """
        delete from feed_page where made_at < @before and exists (
            select 1 from profile_state s where s.profile_id = feed_page.profile_id and s.version >= feed_page.version)
        """;

    private const string OldSessions = """
        delete from feed_session where alive_at < @before
            and not exists (select 1 from feed_page p where p.feed_session = feed_session.id)
        """;
}
