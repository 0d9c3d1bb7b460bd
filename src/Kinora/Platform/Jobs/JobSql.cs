using Kinora.Platform.Database;

namespace Kinora.Platform.Jobs;

/// <summary>The statements of <see cref="JobStore"/>.</summary>
internal static class JobSql
{
    private const string NoTwin =
        "not exists (select 1 from job t where t.kind = job.kind and t.dedupe = job.dedupe and t.state = 'queued' and t.id <> job.id)";

    private const string Held = "id = @Id and lease = @Lease and state = 'running'";

    private const string LetGo = "lease = null, lease_owner = null, lease_until = null";

    public const string Add = """
        insert into job (id, kind, args, state, dedupe, user_id, attempt, tries, due_at, cancel_asked, progress, created_at)
        values (@id, @kind, @args, 'queued', @dedupe, @userId, 0, @tries, @due, false, 0, @now)
        on conflict (kind, dedupe) where state = 'queued' and dedupe is not null do update set dedupe = excluded.dedupe
        returning id
        """;

    public const string NextDue = """
        select min(due_at) from job j where state = 'queued' and (dedupe is null or not exists (
            select 1 from job r where r.kind = j.kind and r.dedupe = j.dedupe and r.state = 'running'))
        """;

    public const string NextLapse = "select min(lease_until) from job where state = 'running'";

    public const string Renew =
        $"update job set lease_until = @until, progress = @progress, report = @report where {Held} returning cancel_asked";

    public const string Ask = $"select cancel_asked from job where {Held}";

    public const string Finish = $"""
        update job set state = @state, progress = @progress, report = @report, error = @error, finished_at = @now, {LetGo} where {Held}
        """;

    public const string PutBack = $"""
        update job set state = 'queued', due_at = @due, progress = @progress, report = @report, error = @error,
            attempt = attempt - @back, {LetGo}
        where {Held} and not cancel_asked and {NoTwin}
        """;

    public const string Cancel = """
        update job set cancel_asked = true, state = case when state = 'queued' then 'cancelled' else state end,
            finished_at = case when state = 'queued' then @now else null end
        where id = @id and state in ('queued', 'running') returning state
        """;

    public const string Retry = $"""
        update job set state = 'queued', attempt = 0, due_at = @now, cancel_asked = false, error = null, finished_at = null
        where id = @id and state in ('failed', 'cancelled') and {NoTwin}
        """;

    public static string Claim(Dialect dialect) => $"""
        with due as materialized (
            select j.id from job j where j.state = 'queued' and j.due_at <= @now and (j.dedupe is null or not exists (
                select 1 from job r where r.kind = j.kind and r.dedupe = j.dedupe and r.state = 'running'))
            order by j.due_at, j.id limit @count {dialect.SkipLocked})
        update job set state = 'running', lease = @lease, lease_owner = @owner, lease_until = @until, attempt = attempt + 1,
            started_at = coalesce(started_at, @now), error = null
        where id in (select id from due)
        returning id, lease, kind, args, user_id, attempt, tries, progress, report
        """;

    /// <summary>What becomes of running jobs whose process is gone.</summary>
    public static IEnumerable<string> Free(string condition) =>
    [
        $"""
        update job set state = 'cancelled', finished_at = @now, {LetGo} where state = 'running' and {condition} and cancel_asked
        """,
        $"""
        update job set state = 'failed', finished_at = @now, error = 'Its process ended in each of its tries.', {LetGo}
        where state = 'running' and {condition} and attempt >= tries
        """,
        $"""
        update job set state = 'cancelled', finished_at = @now, error = 'The same work was filed again meanwhile.', {LetGo}
        where state = 'running' and {condition} and not ({NoTwin})
        """,
        $"""
        update job set state = 'queued', due_at = @now, error = 'Its process ended.', {LetGo} where state = 'running' and {condition}
        """,
    ];
}
