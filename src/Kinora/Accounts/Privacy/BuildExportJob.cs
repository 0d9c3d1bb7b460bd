using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Platform.Privacy;

namespace Kinora.Accounts.Privacy;

/// <summary>Builds the archive of one person's data. Run again it builds the same archive anew.</summary>
internal sealed class BuildExportJob(Db db, ExportStore store, ExportArchive archive) : IJob<BuildExportJob.Args>
{
    internal sealed record Args(string UserId, string ExportId);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        if (await store.FindByIdAsync(args.ExportId, cancel) is null || await SubjectAsync(args.UserId, cancel) is not { } subject)
            return;
        var draft = store.Draft(args.ExportId, context.Attempt);
        try
        {
            await using (var file = new FileStream(draft, Private))
                context.Report(await archive.WriteAsync(subject, file, context.Progress, cancel));
            var bytes = new FileInfo(draft).Length;
            File.Move(draft, store.FileOf(args.ExportId), overwrite: true);
            if (!await store.ReadyAsync(args.ExportId, bytes, cancel))
                File.Delete(store.FileOf(args.ExportId));
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions Private
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    private async Task<ExportSubject?> SubjectAsync(string userId, CancellationToken cancel)
    {
        var name = await db.ScalarAsync<string>("select name from user_account where id = @userId", new { userId }, cancel);
        return name is null ? null
            : new ExportSubject(userId, name, await db.QueryAsync<string>("select id from profile where user_id = @userId order by id", new { userId }, cancel));
    }
}
