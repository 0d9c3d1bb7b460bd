using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>Takes a file of titles as the body, checks its form, and files the job that brings it in.</summary>
internal static class ImportTitles
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/admin/titles/import", RunAsync).Needs(Role.Admin).BodyUpTo(long.MaxValue).Streams();

    /// <summary>
    /// 202 with the job after the body was received and found well-formed; malformed is 400 at once with line and column. Query:
    /// <c>name</c> (of the file), <c>format</c> (csv, json, ndjson), <c>provider</c>, <c>map</c> (MEMBER:COLUMN, repeated), <c>dry_run</c>.
    /// </summary>
    private static async Task<IResult> RunAsync(
        HttpRequest http, Caller caller, ITitleImport import, string? name, string? format, string? provider, [FromQuery] string[]? map,
        [FromQuery(Name = "dry_run")] string? dryRun, CancellationToken cancel)
    {
        var request = ReadQuery(http.ContentType, name, format, provider, map, dryRun);
        if (request.Refusal is { } refusal)
            return refusal.ToHttp();
        var received = await import.ReceiveAsync(request.Value, http.Body, cancel);
        return received.Refusal is { } malformed
            ? malformed.ToHttp()
            : new JobAccepted(await import.FileAsync(received.Value, caller.UserId, cancel)).ToHttp();
    }

    private static Outcome<ImportRequest> ReadQuery(
        string? contentType, string? name, string? format, string? provider, string[]? map, string? dryRun)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in map ?? [])
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !columns.TryAdd(pair[..colon], pair[(colon + 1)..]))
                return new Refusal(RefusalKind.Invalid, "map-invalid", "Each 'map' is MEMBER:COLUMN, each member once.", "map");
        }

        if (format is not (null or "csv" or "json" or "ndjson"))
            return new Refusal(RefusalKind.Invalid, "format-unknown", "'format' is one of csv, json, ndjson.", "format");
        if (dryRun is not (null or "true" or "false"))
            return new Refusal(RefusalKind.Invalid, "dry-run-invalid", "'dry_run' is true or false.", "dry_run");
        if (name is { Length: > 200 } || name?.Any(char.IsControl) == true)
            return new Refusal(RefusalKind.Invalid, "name-invalid", "'name' is a file's name of at most 200 characters.", "name");
        return new ImportRequest(string.IsNullOrEmpty(name) ? "import" : Path.GetFileName(name))
        {
            Format = (format ?? Of(contentType)) switch
            {
                "csv" => ImportFormat.Csv,
                "ndjson" => ImportFormat.Ndjson,
                "json" => ImportFormat.Json,
                _ => null,
            },
            Provider = provider,
            Map = columns,
            DryRun = dryRun == "true",
        };
    }

    /// <summary>A body that says JSON may be an array or a line a title: its first character tells.</summary>
    private static string? Of(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "text/csv" => "csv",
        "application/x-ndjson" or "application/jsonl" => "ndjson",
        _ => null,
    };
}

/// <summary>Brings a received file in.</summary>
internal sealed class ImportTitlesJob(ITitleImport import) : IJob<CheckedImport>
{
    public async Task RunAsync(CheckedImport args, JobContext context, CancellationToken cancel)
    {
        var progress = new Reporter(context);
        var outcome = await import.RunAsync(args, progress, cancel);
        if (outcome.Refusal is { } refusal)
            throw new JobFailedException(refusal.Detail);
        context.Progress(1);
        context.Report(outcome.Value);
    }

    private sealed class Reporter(JobContext context) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            context.Progress(value.Total == 0 ? 0 : (double)value.Rows / value.Total);
        }
    }
}
