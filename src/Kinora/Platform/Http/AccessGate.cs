using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Platform.Http;

/// <summary>Lets a request through when its route's <see cref="AccessRule"/> says so; a route without one is closed to all.</summary>
internal sealed class AccessGate(RequestDelegate next, ICallerSource callers)
{
    private static readonly Refusal SignIn = new(RefusalKind.Unauthenticated, "sign-in-needed", "Sign in, or send a token.");

    private static readonly Refusal NoRule =
        new(RefusalKind.Forbidden, "route-closed", "This route does not say who may call it, so nobody may.");

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            await next(context);
            return;
        }

        var identified = await callers.IdentifyAsync(context, context.RequestAborted);
        var refusal = identified.Refusal;
        if (refusal is null)
        {
            context.Features.Set(identified.Value);
            refusal = Check(endpoint.Metadata.GetMetadata<AccessRule>(), identified.Value);
        }
        else if (endpoint.Metadata.GetMetadata<AccessRule>() is { Least: null })
        {
            refusal = null;
        }

        if (refusal is null)
            await next(context);
        else
            await refusal.ToHttp().ExecuteAsync(context);
    }

    private static Refusal? Check(AccessRule? rule, Caller? caller) => (rule, caller) switch
    {
        (null, _) => NoRule,
        ({ Least: null }, _) => null,
        ({ Least: not null }, null) => SignIn,
        ({ Least: { } least }, { } who) when who.Is(least) => null,
        ({ Least: { } least }, _) => new Refusal(
            RefusalKind.Forbidden, "role-lacks-this", $"This needs the role '{least.ToString().ToLowerInvariant()}'."),
    };
}
