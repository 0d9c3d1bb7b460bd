using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Kinora.Platform.Telemetry;

/// <summary><c>kinora_requests_total{method,route,status}</c> and <c>kinora_request_seconds{route}</c>, by route and never by path.</summary>
internal sealed class RequestMeter
{
    private readonly RequestDelegate _next;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _seconds;

    public RequestMeter(RequestDelegate next, IMeterFactory meters)
    {
        var meter = meters.Create("Kinora.Http");
        _next = next;
        _requests = meter.CreateCounter<long>("kinora_requests", null, "Requests answered.");
        _seconds = meter.CreateHistogram<double>("kinora_request_seconds", "s", "Time from request to reply.");
    }

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        // A fault further in has become a reply by then; what clears the endpoint does so afterwards.
        await _next(context);
        var endpoint = context.GetEndpoint();
        var route = endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null ? "(file)"
            : (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
        var method = IsKnown(context.Request.Method) ? context.Request.Method : "(other)";
        _requests.Add(1, new("method", method), new("route", route), new("status", context.Response.StatusCode));
        _seconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("route", route));
    }

    private static bool IsKnown(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS";
}
