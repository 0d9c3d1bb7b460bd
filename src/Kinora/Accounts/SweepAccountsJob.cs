using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Accounts;

/// <summary>Forgets codes, sessions and tokens a week after they ended. Daily.</summary>
internal sealed class SweepAccountsJob(Db db, TimeProvider time) : IJob<SweepAccountsJob.Args>
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly string[] Tables = ["one_time_code", "session", "access_token"];

    internal sealed record Args;

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        var before = (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        var gone = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in Tables)
            gone[table] = await db.ExecuteAsync($"delete from {table} where expires_at < @before", new { before }, cancel);
        context.Report(gone);
    }
}
