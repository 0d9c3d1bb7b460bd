using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kinora.Platform.Http;

/// <summary>Gives each request an id (the caller's own where it is well-formed), which stands in the reply and in all logs.</summary>
internal sealed class RequestIds(RequestDelegate next, ILogger<RequestIds> log, TimeProvider time)
{
    public const string Header = "X-Request-ID";

    public async Task InvokeAsync(HttpContext context)
    {
        var sent = context.Request.Headers[Header].ToString();
        var id = IsWellFormed(sent) ? sent : Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        context.TraceIdentifier = id;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        using (log.BeginScope("request {RequestId}", id))
            await next(context);
    }

    private static bool IsWellFormed(string id) =>
        id.Length is >= 1 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
