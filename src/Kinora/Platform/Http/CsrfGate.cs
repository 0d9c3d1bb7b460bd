using Kinora.Platform.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Kinora.Platform.Http;

/// <summary>
/// A write that a browser's session signs needs the page's token: header <c>RequestVerificationToken</c>, a form's hidden field, or for
/// beacons, which carry no header of ours, the query parameter <c>csrf_token</c>.
/// </summary>
internal sealed class CsrfGate(RequestDelegate next, IAntiforgery antiforgery)
{
    public const string Header = "RequestVerificationToken";
    public const string Query = "csrf_token";

    private static readonly Refusal Missing = new(
        RefusalKind.Forbidden, "csrf-token-missing", $"A write by cookie needs the page's token in the header {Header}. Reload the page.");

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        // What is open to strangers is not signed by the session that happens to be there.
        var open = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { Least: null };
        if (!safe && !open && context.Features.Get<Caller>() is { ByCookie: true })
        {
            if (request.Headers[Header].Count == 0 && request.Query[Query] is [{ Length: > 0 } token])
                request.Headers[Header] = token;
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                await Missing.ToHttp().ExecuteAsync(context);
                return;
            }
        }

        await next(context);
    }
}
