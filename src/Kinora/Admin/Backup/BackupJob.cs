using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Kinora.Admin.Backup;

/// <summary>Writes a backup beside the running server. Run again it writes another one.</summary>
internal sealed class BackupJob(Db db, DataFolder folder, IOptions<DatabaseOptions> options, TimeProvider time) : IJob<BackupJob.Args>
{
    public const string Kind = "admin.backup";

    internal sealed record Args;

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        var migrations = await db.ScalarAsync<long>("select count(*) from migration", null, cancel);
        var made = await new Backups(folder, options.Value, time) { Progress = context.Progress }.MakeAsync(null, (int)migrations, cancel);
        if (made.Refusal is { } refusal)
            throw new JobFailedException(refusal.Detail);
        context.Report(new { File = Path.GetFileName(made.Value.File), made.Value.Bytes, made.Value.Engine });
        context.Progress(1);
    }
}
