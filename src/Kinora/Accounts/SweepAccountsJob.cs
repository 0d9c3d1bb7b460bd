using Kinora.Accounts.Privacy;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Accounts;

/// <summary>Forgets codes, sessions and tokens a week after they ended, and archives that expired; sees to it that nobody who leaves is forgotten. Daily.</summary>
internal sealed class SweepAccountsJob(Db db, TimeProvider time, ExportStore exports, LeavingStore leaving, SignIn.GuardStore guard) : IJob<SweepAccountsJob.Args>
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
        gone["exports"] = await exports.SweepAsync(cancel);
        gone["leaving"] = await leaving.FileDueAsync(cancel);
        gone["sign_in_guard"] = await db.TransactAsync(guard.SweepAsync, cancel);
        context.Report(gone);
    }
}
