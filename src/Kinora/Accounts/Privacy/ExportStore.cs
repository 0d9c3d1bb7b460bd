using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.Privacy;

/// <summary>The only writer of <c>data_export</c> and of the folder <c>exports</c>. A person has one archive, the newest.</summary>
internal sealed class ExportStore(Db db, DataFolder folder, IJobs jobs, TimeProvider time, IOptions<AccountsOptions> options)
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public string FileOf(string id) => folder.File("exports", $"{id}.zip");

    /// <summary>The person's archive or the one that is being built; null where there is none, or it has expired.</summary>
    public Task<ExportRow?> FindAsync(string userId, CancellationToken cancel) => db.FirstOrDefaultAsync<ExportRow>(
        $"{Select} where user_id = @userId and (expires_at is null or expires_at > @now)", new { userId, now = Now }, cancel);

    public Task<ExportRow?> FindByIdAsync(string id, CancellationToken cancel) =>
        db.FirstOrDefaultAsync<ExportRow>($"{Select} where id = @id", new { id }, cancel);

    /// <summary>Files a new archive in place of the old one. What is being built already stays and is given.</summary>
    public Task<ExportRow> BeginAsync(string userId, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            await tx.LockAsync($"accounts/export/{userId}");
            var there = await tx.FirstOrDefaultAsync<ExportRow>($"{Select} where user_id = @userId", new { userId });
            if (there is { ReadyAt: null } && await IsAliveAsync(tx, there.JobId))
                return there;
            var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
            var job = await jobs.AddAsync<BuildExportJob>(tx, new BuildExportJob.Args(userId, id), new JobFiling { UserId = userId });
            await tx.ExecuteAsync(Begin, new { userId, id, job, now = Now });
            if (there is not null)
                tx.OnCommitted(() => Delete(there.Id));
            return (await tx.FirstOrDefaultAsync<ExportRow>($"{Select} where user_id = @userId", new { userId }))!;
        },
        cancel);

    /// <summary>False when another archive has taken its place meanwhile; then the file is not kept.</summary>
    public async Task<bool> ReadyAsync(string id, long bytes, CancellationToken cancel)
    {
        var expires = time.GetUtcNow().AddHours(options.Value.ExportHours).ToUnixTimeMilliseconds();
        return await db.ExecuteAsync(
            "update data_export set bytes = @bytes, ready_at = @now, expires_at = @expires where id = @id", new { id, bytes, now = Now, expires }, cancel) > 0;
    }

    /// <summary>Removes archives that expired, and files that belong to none; gives how many files went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        await db.ExecuteAsync("delete from data_export where expires_at <= @now", new { now = Now }, cancel);
        if (!Directory.Exists(folder.File("exports")))
            return 0;
        var kept = (await db.QueryAsync<string>("select id from data_export", null, cancel)).ToHashSet(StringComparer.Ordinal);
        var gone = Directory.EnumerateFiles(folder.File("exports")).Where(file => !kept.Contains(Path.GetFileName(file).Split('.')[0])).ToList();
        gone.ForEach(File.Delete);
        return gone.Count;
    }

    /// <summary>An empty file that only the server's user may read, to be renamed once it is whole.</summary>
    public string Draft(string id, int attempt)
    {
        Keyring.PrivateFolder(folder.File("exports"));
        return folder.File("exports", $"{id}.{attempt}.part");
    }

    /// <summary>Takes the archive of a person who goes along with them.</summary>
    public async Task RemoveAsync(Tx tx, string userId)
    {
        var ids = await tx.QueryAsync<string>("delete from data_export where user_id = @userId returning id", new { userId });
        tx.OnCommitted(() => ids.ForEach(Delete));
    }

    private void Delete(string id)
    {
        if (Directory.Exists(folder.File("exports")))
            File.Delete(FileOf(id));
    }

    private static async Task<bool> IsAliveAsync(Tx tx, string job) =>
        await tx.ScalarAsync<long>("select count(*) from job where id = @job and state in ('queued', 'running')", new { job }) > 0;

    private const string Select = "select user_id, id, job_id, bytes, asked_at, ready_at, expires_at from data_export";

    private const string Begin = """
        insert into data_export (user_id, id, job_id, asked_at) values (@userId, @id, @job, @now)
        on conflict (user_id) do update set id = excluded.id, job_id = excluded.job_id, bytes = null, asked_at = excluded.asked_at,
            ready_at = null, expires_at = null
        """;
}

/// <summary>A row of <c>data_export</c>.</summary>
internal sealed record ExportRow
{
    public required string UserId { get; init; }

    public required string Id { get; init; }

    public required string JobId { get; init; }

    public long? Bytes { get; init; }

    public required long AskedAt { get; init; }

    public long? ReadyAt { get; init; }

    public long? ExpiresAt { get; init; }
}
