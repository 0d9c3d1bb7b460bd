using System.Security.Claims;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Platform.Http;

/// <summary>Finds out who asks, once a request; <see cref="AccessGate"/> decides what that is worth.</summary>
internal sealed class CallerGate(RequestDelegate next, ICallerSource callers)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Acting.Become(Actor.Nobody);
        // Files are for everybody: nobody's credential is looked up for them.
        if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
        {
            var identified = await callers.IdentifyAsync(context, context.RequestAborted);
            context.Features.Set(new Identified(identified.Refusal));
            if (identified.Refusal is null && identified.Value is { } caller)
            {
                context.Features.Set(caller);
                Author.Current = new Author(caller.UserId, caller.UserName, context.TraceIdentifier, context.Connection.RemoteIpAddress?.ToString());
                // What the framework's own checks (the antiforgery token) bind to.
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", caller.UserId)], "Kinora"));
                Acting.Become(Actor.Person(caller.UserId, caller.Is(Role.Admin)));
            }

            if (endpoint.Metadata.GetMetadata<ActsAsSystemAttribute>() is not null)
                Acting.Become(Actor.System);
        }

        await next(context);
    }
}

/// <summary>That the caller was looked for, and why the credential doesn't count, where one was sent that doesn't.</summary>
internal sealed record Identified(Refusal? Refusal);
