using Kinora.Accounts.SignIn;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.Pages;

/// <summary>The sign-out button: a form of its own, so that it works without script.</summary>
internal static class Leave
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/welcome/leave", RunAsync).Open().ExcludeFromDescription();

    private static async Task<IResult> RunAsync(Logout logout, HttpContext context, IAntiforgery antiforgery, CancellationToken cancel)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.LocalRedirect("/");
        await logout.RunAsync(context, cancel);
        return Results.LocalRedirect("/welcome");
    }
}
