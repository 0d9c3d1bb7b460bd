using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.Privacy;

/// <summary>The only writer of <c>leaving</c>: who goes, and when.</summary>
internal sealed class LeavingStore(Db db, IJobs jobs, TimeProvider time, IOptions<AccountsOptions> options)
{
    public Task<LeavingRow?> FindAsync(string userId, CancellationToken cancel) =>
        db.FirstOrDefaultAsync<LeavingRow>(One, new { userId }, cancel);

    /// <summary>Notes the wish and files the job for the day; asked again, the first day stays. Ends all sessions and tokens.</summary>
    public async Task<LeavingRow> AskAsync(Tx tx, string userId)
    {
        var now = time.GetUtcNow();
        var due = now.AddDays(options.Value.DeletionDays);
        var args = new { userId, now = now.ToUnixTimeMilliseconds(), due = due.ToUnixTimeMilliseconds() };
        if (await tx.ExecuteAsync(Ask, args) > 0)
            await jobs.AddAsync<RemoveAccountJob>(tx, new RemoveAccountJob.Args(userId), new JobFiling { NotBefore = due });
        await tx.ExecuteAsync("delete from session where user_id = @userId", args);
        await tx.ExecuteAsync("delete from access_token where user_id = @userId", args);
        return (await tx.FirstOrDefaultAsync<LeavingRow>(One, args))!;
    }

    /// <summary>They stay. False where nobody was going.</summary>
    public async Task<bool> KeepAsync(string userId, CancellationToken cancel) =>
        await db.ExecuteAsync("delete from leaving where user_id = @userId", new { userId }, cancel) > 0;

    /// <summary>Files the jobs of those whose day has come once more: a job may have failed, as for the last admin.</summary>
    public async Task<int> FileDueAsync(CancellationToken cancel)
    {
        var due = await db.QueryAsync<string>(
            "select user_id from leaving where due_at <= @now", new { now = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancel);
        foreach (var userId in due)
            await db.TransactAsync(tx => jobs.AddAsync<RemoveAccountJob>(tx, new RemoveAccountJob.Args(userId), new JobFiling { Key = userId }), cancel);
        return due.Count;
    }

    private const string One = "select user_id, asked_at, due_at from leaving where user_id = @userId";

    private const string Ask = "insert into leaving (user_id, asked_at, due_at) values (@userId, @now, @due) on conflict (user_id) do nothing";
}

/// <summary>A row of <c>leaving</c>.</summary>
internal sealed record LeavingRow
{
    public required string UserId { get; init; }

    public required long AskedAt { get; init; }

    public required long DueAt { get; init; }
}
