using System.Text.Json;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Platform.Jobs;

/// <summary>Jobs as people see them: one's own, and all of them for admins.</summary>
internal sealed class JobRoutes(Db db, JobStore store, JobRun run, AuditLog audit, Cursors cursors)
{
    private static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "job-not-found", "There is no such job, it was somebody else's, or it ended long ago.");

    private static readonly Refusal Ended = new(RefusalKind.Conflict, "job-ended", "The job has ended already, so it can't be cancelled.");

    private static readonly Refusal NotFailed =
        new(RefusalKind.Conflict, "job-not-failed", "Only a job that failed or was cancelled, and that isn't filed again already, can be run again.");

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/jobs/{id}", Get).Needs(Role.Viewer).WithTags("Jobs");
        endpoints.MapDelete("/api/jobs/{id}", Delete).Needs(Role.Viewer).WithTags("Jobs");
        endpoints.MapGet("/api/admin/jobs", List).Needs(Role.Admin).WithTags("Admin");
        endpoints.MapPost("/api/admin/jobs/{id}/cancel", Delete).Needs(Role.Admin).WithTags("Admin");
        endpoints.MapPost("/api/admin/jobs/{id}/retry", Retry).Needs(Role.Admin).WithTags("Admin");
    }

    public async Task<Outcome<JobView>> FindAsync(string id, Caller caller, CancellationToken cancel)
    {
        var row = await db.FirstOrDefaultAsync<JobRow>(JobRow.Select + " where id = @id", new { id }, cancel);
        return row is null || (row.UserId != caller.UserId && !caller.Is(Role.Admin)) ? NotFound : row.ToView();
    }

    public async Task<Outcome<JobView>> CancelAsync(string id, Caller caller, CancellationToken cancel)
    {
        var found = await FindAsync(id, caller, cancel);
        if (found.Refusal is not null)
            return found;
        var by = Author.Current;
        var state = await db.TransactAsync(
            async tx =>
            {
                tx.OnCommitted(() => run.Stop(id));
                var cancelled = await store.CancelAsync(tx, id);
                if (cancelled is { } now)
                    await audit.WriteAsync(tx, by, "job.cancelled", id, Facts(found.Value), Facts(found.Value with { State = now }));
                return cancelled;
            },
            cancel);
        return state is null ? Ended : await FindAsync(id, caller, cancel);
    }

    public async Task<Outcome<JobView>> RetryAsync(string id, Caller caller, CancellationToken cancel)
    {
        var found = await FindAsync(id, caller, cancel);
        if (found.Refusal is not null)
            return found;
        var by = Author.Current;
        var filed = await db.TransactAsync(
            async tx =>
            {
                var again = await store.RetryAsync(tx, id);
                if (again)
                    await audit.WriteAsync(tx, by, "job.retried", id, Facts(found.Value), Facts(found.Value with { State = JobState.Queued }));
                return again;
            },
            cancel);
        return filed ? await FindAsync(id, caller, cancel) : NotFailed;
    }

    private static object Facts(JobView job) => new { job.Kind, job.State };

    /// <summary>The newest first.</summary>
    public async Task<Outcome<Page<JobView>>> ListAsync(string? state, string? kind, Paged page, Caller caller, CancellationToken cancel)
    {
        if (state is not null && !Enum.GetNames<JobState>().Contains(state, StringComparer.OrdinalIgnoreCase))
            return new Refusal(RefusalKind.Invalid, "value-unknown", "Must be one of: queued, running, done, failed, cancelled.", "state");
        var from = cursors.Read<string>(page.Cursor, caller.UserId, page.Question);
        if (from.Refusal is { } refusal)
            return refusal;
        var args = new { state = state?.ToLowerInvariant(), kind, from = from.Value, count = page.Limit + 1 };
        var (rows, total) = await db.ReadAsync(
            async session => (await session.QueryAsync<JobRow>(JobRow.Select + Newest, args),
                await session.ScalarAsync<long>($"select count(*) from job where {Wanted}", args)),
            cancel);
        var items = rows.Take(page.Limit).Select(row => row.ToView()).ToList();
        var next = rows.Count > page.Limit ? cursors.Protect(items[^1].Id, caller.UserId, page.Question) : null;
        return new Page<JobView>(items, next, total);
    }

    /// <summary>All jobs, the newest first, narrowed by state and kind.</summary>
    private static async Task<IResult> List(
        string? state, string? kind, Paged page, Caller caller, JobRoutes jobs, CancellationToken cancel) =>
        (await jobs.ListAsync(state, kind, page, caller, cancel)).ToHttp();

    /// <summary>State, progress and report of a job that one has started; of any job for admins.</summary>
    private static async Task<IResult> Get(string id, Caller caller, JobRoutes jobs, CancellationToken cancel) =>
        (await jobs.FindAsync(id, caller, cancel)).ToHttp();

    /// <summary>Cancels a job: at once where it waits, soon where it runs.</summary>
    private static async Task<IResult> Delete(string id, Caller caller, JobRoutes jobs, CancellationToken cancel) =>
        (await jobs.CancelAsync(id, caller, cancel)).ToHttp();

    /// <summary>Lets a job that failed or was cancelled run again.</summary>
    private static async Task<IResult> Retry(string id, Caller caller, JobRoutes jobs, CancellationToken cancel) =>
        (await jobs.RetryAsync(id, caller, cancel)).ToHttp();

    private const string Wanted =
        "(cast(@state as text) is null or state = @state) and (cast(@kind as text) is null or kind = @kind)";

    private const string Newest = $" where {Wanted} and (cast(@from as text) is null or id < @from) order by id desc limit @count";
}

/// <summary>A job in replies.</summary>
/// <param name="Kind">Such as <c>catalog.import</c>.</param>
/// <param name="Progress">From 0 to 1.</param>
/// <param name="Report">What the job has to say; its shape belongs to its kind.</param>
/// <param name="Error">Why it failed, or why its last try did.</param>
/// <param name="DueAt">When it runs next, where it waits.</param>
internal sealed record JobView(
    string Id, string Kind, JobState State, double Progress, JsonElement? Report, string? Error, int Attempt, int Tries,
    DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);

internal sealed record JobRow
{
    public const string Select =
        "select id, kind, state, progress, report, error, attempt, tries, user_id, created_at, due_at, started_at, finished_at from job";

    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string State { get; init; }

    public required double Progress { get; init; }

    public string? Report { get; init; }

    public string? Error { get; init; }

    public required int Attempt { get; init; }

    public required int Tries { get; init; }

    public string? UserId { get; init; }

    public required long CreatedAt { get; init; }

    public required long DueAt { get; init; }

    public long? StartedAt { get; init; }

    public long? FinishedAt { get; init; }

    public JobView ToView() => new(
        Id, Kind, Enum.Parse<JobState>(State, ignoreCase: true), Progress, Report is null ? null : JsonElement.Parse(Report), Error,
        Attempt, Tries, Time(CreatedAt), Time(DueAt), StartedAt is { } started ? Time(started) : null,
        FinishedAt is { } finished ? Time(finished) : null);

    private static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
