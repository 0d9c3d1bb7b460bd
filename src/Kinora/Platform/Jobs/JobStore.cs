using System.Text.Json;
using Kinora.Platform.Database;

namespace Kinora.Platform.Jobs;

/// <summary>The only writer of <c>job</c>. A lease names one try: what a process writes after it lost its lease changes nothing.</summary>
internal sealed class JobStore(Db db, JobKinds kinds, TimeProvider time) : IJobs
{
    /// <summary>Set when this process filed something.</summary>
    public Wake Filed { get; } = new();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<string> AddAsync<TJob>(Tx tx, object args, JobFiling? filing = null) =>
        await AddAsync(tx, typeof(TJob), args, filing ?? new JobFiling());

    public async Task<string> AddAsync(Tx tx, Type job, object args, JobFiling filing)
    {
        var kind = kinds.Of(job);
        if (!kind.Args.IsInstanceOfType(args))
            throw new ArgumentException($"{job.Name} takes {kind.Args.Name}, not {args.GetType().Name}.", nameof(args));
        var now = time.GetUtcNow();
        var due = filing.NotBefore ?? now;
        var id = await tx.ScalarAsync<string>(JobSql.Add, new
        {
            id = Guid.CreateVersion7(now).ToString(),
            kind = kind.Name,
            args = JsonSerializer.Serialize(args, kind.Args, KinoraJson.Options),
            dedupe = filing.Key,
            userId = filing.UserId,
            tries = kind.Tries,
            due = due.ToUnixTimeMilliseconds(),
            now = now.ToUnixTimeMilliseconds(),
        });
        tx.OnCommitted(Filed.Set);
        return id!;
    }

    /// <summary>Whether anything could be claimed or freed now, and when the next job is due. A read: an idle process writes nothing.</summary>
    public Task<Ahead> LookAheadAsync(CancellationToken cancel) => db.ReadAsync(
        async session => new Ahead(
            await session.ScalarAsync<long?>(JobSql.NextDue), await session.ScalarAsync<long?>(JobSql.NextLapse)),
        cancel);

    /// <summary>Takes up to so many due jobs for this process.</summary>
    public Task<List<ClaimedJob>> ClaimAsync(string owner, int count, TimeSpan lease, CancellationToken cancel) => db.TransactAsync(
        tx => tx.QueryAsync<ClaimedJob>(JobSql.Claim(tx.Dialect), new
        {
            owner,
            count,
            lease = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            now = Now,
            until = Now + (long)lease.TotalMilliseconds,
        }),
        cancel);

    /// <summary>Notes progress and renews the lease. Null when the lease is lost, else whether the job should stop.</summary>
    public async Task<bool?> RenewAsync(ClaimedJob job, double progress, string? report, TimeSpan lease, CancellationToken cancel)
    {
        var until = Now + (long)lease.TotalMilliseconds;
        var rows = await db.TransactAsync(
            tx => tx.QueryAsync<bool>(JobSql.Renew, new { job.Id, job.Lease, progress, report, until }), cancel);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Like <see cref="RenewAsync"/>, but only looks.</summary>
    public async Task<bool?> AskAsync(ClaimedJob job, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<bool>(JobSql.Ask, new { job.Id, job.Lease }, cancel);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Ends the job; false when the lease is lost.</summary>
    public async Task<bool> FinishAsync(
        ClaimedJob job, JobState state, double progress, string? report, string? error, CancellationToken cancel) =>
        await db.ExecuteAsync(
            JobSql.Finish, new { job.Id, job.Lease, state = state.ToString().ToLowerInvariant(), progress, report, error, now = Now }, cancel) > 0;

    /// <summary>
    /// Puts the job back. False when it may not wait again: its lease is lost, it is to be cancelled, or the same work waits already.
    /// </summary>
    /// <param name="uncounted">Whether this try doesn't count, because the process stopped.</param>
    public async Task<bool> PutBackAsync(
        ClaimedJob job, DateTimeOffset due, double progress, string? report, string? error, bool uncounted, CancellationToken cancel)
    {
        var args = new { job.Id, job.Lease, due = due.ToUnixTimeMilliseconds(), progress, report, error, back = uncounted ? 1 : 0 };
        try
        {
            return await db.ExecuteAsync(JobSql.PutBack, args, cancel) > 0;
        }
        catch (System.Data.Common.DbException fault) when (db.Dialect.IsUniqueViolation(fault))
        {
            return false;
        }
    }

    /// <summary>Frees jobs whose lease has lapsed, or (at its start) all that this very process held before.</summary>
    public async Task<int> FreeAsync(string? owner, CancellationToken cancel)
    {
        var condition = owner is null ? "lease_until <= @now" : "lease_owner = @owner";
        var freed = await db.TransactAsync(
            async tx =>
            {
                var count = 0;
                foreach (var sql in JobSql.Free(condition))
                    count += await tx.ExecuteAsync(sql, new { now = Now, owner });
                return count;
            },
            cancel);
        if (freed > 0)
            Filed.Set();
        return freed;
    }

    /// <summary>Cancels a job that waits, or asks a running one to stop. Null when it has ended already.</summary>
    public async Task<JobState?> CancelAsync(Tx tx, string id)
    {
        var state = await tx.ScalarAsync<string>(JobSql.Cancel, new { id, now = Now });
        return state is null ? null : Enum.Parse<JobState>(state, ignoreCase: true);
    }

    /// <summary>Lets a job that failed or was cancelled run again from its first try. False where it is in no such state.</summary>
    public async Task<bool> RetryAsync(Tx tx, string id)
    {
        tx.OnCommitted(Filed.Set);
        return await tx.ExecuteAsync(JobSql.Retry, new { id, now = Now }) > 0;
    }

    public Task<int> SweepAsync(TimeSpan keep, CancellationToken cancel) =>
        db.ExecuteAsync("delete from job where finished_at < @before", new { before = Now - (long)keep.TotalMilliseconds }, cancel);
}

internal enum JobState
{
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>What a look at the queue tells, in Unix milliseconds.</summary>
/// <param name="Due">When the next waiting job is due.</param>
/// <param name="Lapse">When the next lease lapses.</param>
internal sealed record Ahead(long? Due, long? Lapse);

/// <summary>One try of a job, held by this process.</summary>
internal sealed record ClaimedJob
{
    public required string Id { get; init; }

    public required string Lease { get; init; }

    public required string Kind { get; init; }

    public required string Args { get; init; }

    public string? UserId { get; init; }

    public required int Attempt { get; init; }

    public required int Tries { get; init; }

    public required double Progress { get; init; }

    public string? Report { get; init; }
}
