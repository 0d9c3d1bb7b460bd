using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Platform.Live;

/// <summary>Jobs that one has started, as they wait, run and end; for admins who ask for it everybody's. The place is a time.</summary>
internal sealed class JobsLive(Db db, TimeProvider time) : ILiveSource
{
    /// <summary>Clocks of several processes may differ by so much, and a commit may take so long.</summary>
    private const long SlackMs = 5_000;

    private const int Most = 200;

    public string Kind => "job";

    public async Task<IReadOnlyList<LiveNews>> ReadAsync(IReadOnlyList<LiveWatch> watches, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var args = new
        {
            users = db.Dialect.List(watches.Select(watch => watch.Who.UserId).Distinct(StringComparer.Ordinal)),
            everybody = watches.Any(watch => watch.Who.AllJobs),
            since = watches.Min(watch => watch.Since ?? now) - SlackMs,
            most = Most,
        };
        var rows = await db.QueryAsync<JobRow>(Sql(db.Dialect), args, cancel);
        rows.Reverse();
        return [.. watches.Select(watch => new LiveNews(watch.Who, now, [.. rows.Where(row => Concerns(row, watch)).Select(row => new LiveItem(row.ToView(), row.Id))]))];
    }

    /// <summary>Who begins now hears of what is under way, not of what has ended.</summary>
    private static bool Concerns(JobRow row, LiveWatch watch) =>
        (watch.Who.AllJobs || row.UserId == watch.Who.UserId) && (row.FinishedAt is null || row.FinishedAt >= watch.Since - SlackMs);

    private static string Sql(Dialect dialect) => $"""
        {JobRow.Select} where (@everybody or {dialect.AnyOf("user_id", "users")})
            and (state in ('queued', 'running') or finished_at >= @since) order by id desc limit @most
        """;
}
