using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Telemetry;

/// <summary><c>/metrics</c>: open on loopback, elsewhere for who has the token of <c>Http:MetricsToken</c>.</summary>
internal static class MetricsRoute
{
    private static readonly Refusal Closed = new(
        RefusalKind.Unauthenticated, "metrics-token-needed", "From elsewhere than this machine, send the token of Http:MetricsToken as a bearer token.");

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/metrics", GetAsync).Open().WithMetadata(new Uncounted()).WithTags("Health");

    /// <summary>The figures in the text format of Prometheus.</summary>
    private static async Task<IResult> GetAsync(
        HttpContext context, MetricStore metrics, Backlog backlog, IOptions<HttpOptions> options, CancellationToken cancel)
    {
        if (!IsLocal(context) && !HasToken(context.Request, options.Value.MetricsToken))
            return Closed.ToHttp();
        await backlog.ReadAsync(cancel);
        return Results.Text(PrometheusText.Of(metrics.Read()), PrometheusText.ContentType);
    }

    /// <summary>A proxy on this machine that isn't configured as one still says that it speaks for others.</summary>
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private static bool HasToken(HttpRequest request, string? token) =>
        !string.IsNullOrEmpty(token)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));
}
