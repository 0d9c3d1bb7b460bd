using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Kinora.Platform.Telemetry;

/// <summary>Whether the process lives and whether it can serve.</summary>
internal sealed partial class Health(IEnumerable<IHealthPart> parts, ILogger<Health> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", Live).Open().WithMetadata(new Uncounted()).WithTags("Health");
        endpoints.MapGet("/health/ready", Ready).Open().WithMetadata(new Uncounted()).WithTags("Health");
    }

    public async Task<IReadOnlyList<PartHealth>> CheckAsync(CancellationToken cancel) =>
        await Task.WhenAll(parts.OrderBy(part => part.Name, StringComparer.Ordinal).Select(part => CheckAsync(part, cancel)));

    /// <summary>The process lives and answers.</summary>
    private static Alive Live() => new("live", ProductVersion.Text);

    /// <summary>200 while all that is required is up, naming what else is down; else 503.</summary>
    private static async Task<IResult> Ready(Health health, CancellationToken cancel)
    {
        var checkedParts = await health.CheckAsync(cancel);
        var lacking = checkedParts.Where(part => part is { Required: true, State: PartState.Down }).Select(part => part.Name).ToList();
        if (lacking.Count > 0)
        {
            return new Refusal(RefusalKind.Unavailable, "not-ready", $"Down: {string.Join(", ", lacking)}.")
            {
                More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["parts"] = checkedParts, ["version"] = ProductVersion.Text },
            }.ToHttp();
        }

        var state = checkedParts.All(part => part.State == PartState.Up) ? "ready" : "degraded";
        return Results.Json(new Readiness(state, ProductVersion.Text, checkedParts), KinoraJson.Options);
    }

    private async Task<PartHealth> CheckAsync(IHealthPart part, CancellationToken cancel)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(Patience);
            var state = await part.CheckAsync(limit.Token).WaitAsync(Patience, cancel);
            return new PartHealth(part.Name, state.Up ? PartState.Up : PartState.Down, part.Required, state.Detail);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            IsDown(fault, part.Name);
            return new PartHealth(part.Name, PartState.Down, part.Required, "It doesn't answer; the log says why.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Part} is down.")]
    private partial void IsDown(Exception fault, string part);

    internal sealed record Alive(string Status, string Version);

    internal sealed record Readiness(string Status, string Version, IReadOnlyList<PartHealth> Parts);
}

internal enum PartState
{
    Up,
    Down,
}

internal sealed record PartHealth(string Name, PartState State, bool Required, string? Detail);
