using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Admin.Backup;

/// <summary>
/// A backup from the running server: a job writes it into the data folder's <c>backups</c>. Who reads the machine takes it from there; it
/// goes out by no route, because it holds every secret.
/// </summary>
internal sealed class MakeBackup(Db db, IJobs jobs, AuditLog audit, DataFolder folder)
{
    /// <summary>A backup that lies in the folder.</summary>
    /// <param name="File">Its name there.</param>
    internal sealed record Item(string File, long Bytes, DateTimeOffset At);

    public string Folder => folder.File("backups");

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/admin/backup", HandleAsync).Needs(Role.Admin).WithTags("Admin");
        endpoints.MapGet("/api/admin/backups", List).Needs(Role.Admin).WithTags("Admin");
    }

    /// <summary>Files a job that writes everything into one file on the server; 202 with the job.</summary>
    private static async Task<IResult> HandleAsync(Caller caller, MakeBackup slice, CancellationToken cancel) =>
        new JobAccepted(await slice.RunAsync(caller, cancel)).ToHttp();

    /// <summary>The backups in the server's folder, the newest first.</summary>
    private static IResult List(MakeBackup slice)
    {
        var items = slice.Made();
        return Results.Json(new Page<Item>(items, null, items.Count));
    }

    /// <summary>One at a time: while one waits, asking again is the same job.</summary>
    public Task<string> RunAsync(Caller caller, CancellationToken cancel)
    {
        var by = Author.Current;
        return db.TransactAsync(
            async tx =>
            {
                var job = await jobs.AddAsync<BackupJob>(tx, new BackupJob.Args(), new JobFiling { UserId = caller.UserId, Key = "backup" });
                await audit.WriteAsync(tx, by, "backup.asked", null, null, new { Job = job });
                return job;
            },
            cancel);
    }

    public IReadOnlyList<Item> Made() => !Directory.Exists(Folder) ? [] :
    [
        .. new DirectoryInfo(Folder).EnumerateFiles("*.tar.gz").OrderByDescending(file => file.LastWriteTimeUtc)
            .Select(file => new Item(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero))),
    ];
}
