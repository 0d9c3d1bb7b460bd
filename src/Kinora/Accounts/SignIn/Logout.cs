using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.SignIn;

/// <summary>Ends this browser's session; without one there is nothing to end.</summary>
internal sealed class Logout(SessionStore sessions)
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/auth/logout", HandleAsync).Open();

    private static async Task<IResult> HandleAsync(Logout slice, HttpContext context, CancellationToken cancel)
    {
        await slice.RunAsync(context, cancel);
        return Results.NoContent();
    }

    public async Task RunAsync(HttpContext context, CancellationToken cancel)
    {
        if (context.Features.Get<CurrentSession>() is { } session && context.Features.Get<Caller>() is { } caller)
            await sessions.EndAsync(caller.UserId, session.Id, cancel);
        SignInCookies.End(context);
    }
}
