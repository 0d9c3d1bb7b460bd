using System.Globalization;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Kinora.Accounts.Privacy;

/// <summary>Everything that is known about me, as a zip of JSON files.</summary>
internal sealed class ExportMyData(ExportStore store, JobRoutes jobs, Limits limits)
{
    private const int MostADay = 10;

    /// <summary>How my archive stands.</summary>
    /// <param name="Job">The job that builds it.</param>
    /// <param name="Progress">From 0 to 1.</param>
    /// <param name="Error">Why building it failed.</param>
    internal sealed record Response(
        ExportState State, string? Job, double Progress, string? Error, long? Bytes, DateTimeOffset? AskedAt, DateTimeOffset? ReadyAt,
        DateTimeOffset? ExpiresAt);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/me/export", DownloadAsync).Needs(Role.Viewer).Streams();
        endpoints.MapPost("/api/me/export", HandleBeginAsync).Needs(Role.Viewer);
        endpoints.MapGet("/api/me/export/status", HandleStatusAsync).Needs(Role.Viewer);
    }

    /// <summary>
    /// My archive; 202 with its state while it is built, which the first request starts. The download can be resumed (<c>Range</c>, with
    /// <c>If-Range</c> and the <c>ETag</c>) until it expires.
    /// </summary>
    private static async Task<IResult> DownloadAsync(Caller caller, ExportMyData slice, HttpContext context, TimeProvider time, CancellationToken cancel)
    {
        if (caller.Kids)
            return ProfileRules.Kids.ToHttp();
        var row = await slice.FindAsync(caller, cancel);
        if (row is null)
        {
            var begun = await slice.BeginAsync(caller, cancel);
            return begun.ToHttp(response => Waiting(context, response));
        }

        if (row.ReadyAt is not { } ready)
        {
            var response = await slice.StatusAsync(caller, cancel);
            return response.State == ExportState.Building ? Waiting(context, response) : (await slice.BeginAsync(caller, cancel)).ToHttp(next => Waiting(context, next));
        }

        context.Response.Headers.CacheControl = "private, no-store";
        var name = string.Create(CultureInfo.InvariantCulture, $"kinora-{caller.UserName}-{time.GetUtcNow():yyyy-MM-dd}.zip");
        return Results.File(
            slice.FileOf(row), "application/zip", name, DateTimeOffset.FromUnixTimeMilliseconds(ready), new EntityTagHeaderValue($"\"{row.Id}\""),
            enableRangeProcessing: true);
    }

    /// <summary>Begins a new archive in place of the old one; one that is being built already is answered instead.</summary>
    private static async Task<IResult> HandleBeginAsync(Caller caller, ExportMyData slice, HttpContext context, CancellationToken cancel) =>
        (await slice.BeginAsync(caller, cancel)).ToHttp(response => Waiting(context, response));

    private static async Task<IResult> HandleStatusAsync(Caller caller, ExportMyData slice, CancellationToken cancel) =>
        Results.Json(await slice.StatusAsync(caller, cancel));

    public async Task<Outcome<Response>> BeginAsync(Caller caller, CancellationToken cancel)
    {
        if (caller.Kids)
            return ProfileRules.Kids;
        var taken = limits.Take($"export {caller.UserId}", MostADay, TimeSpan.FromDays(1));
        if (!taken.Allowed)
            return taken.Refusal;
        await store.BeginAsync(caller.UserId, cancel);
        return await StatusAsync(caller, cancel);
    }

    public async Task<Response> StatusAsync(Caller caller, CancellationToken cancel)
    {
        if (await store.FindAsync(caller.UserId, cancel) is not { } row)
            return new Response(ExportState.None, null, 0, null, null, null, null, null);
        var job = (await jobs.FindAsync(row.JobId, caller, cancel)) is { Succeeded: true } found ? found.Value : null;
        var state = row.ReadyAt is not null ? ExportState.Ready : job?.State is JobState.Queued or JobState.Running ? ExportState.Building : ExportState.Failed;
        return new Response(
            state, row.JobId, state == ExportState.Ready ? 1 : job?.Progress ?? 0, state == ExportState.Failed ? job?.Error : null, row.Bytes,
            Time(row.AskedAt), Time(row.ReadyAt), Time(row.ExpiresAt));
    }

    /// <summary>The archive that can be had: not where its file is gone, as after a backup was put back.</summary>
    private async Task<ExportRow?> FindAsync(Caller caller, CancellationToken cancel) =>
        await store.FindAsync(caller.UserId, cancel) is { } row && (row.ReadyAt is null || File.Exists(FileOf(row))) ? row : null;

    private string FileOf(ExportRow row) => store.FileOf(row.Id);

    private static DateTimeOffset? Time(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private static IResult Waiting(HttpContext context, Response response)
    {
        context.Response.Headers.RetryAfter = "2";
        context.Response.Headers.Location = $"/api/jobs/{response.Job}";
        return Results.Json(response, statusCode: StatusCodes.Status202Accepted);
    }
}

internal enum ExportState
{
    None,
    Building,
    Ready,
    Failed,
}
