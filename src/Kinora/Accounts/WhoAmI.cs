using Kinora.Platform.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Accounts;

/// <summary>Who the server takes the caller for.</summary>
internal static class WhoAmI
{
    /// <summary>The caller.</summary>
    /// <param name="SessionId">Null where a token signed the request.</param>
    /// <param name="CsrfToken">What a write by cookie must carry in the header <c>RequestVerificationToken</c>; null for tokens.</param>
    internal sealed record Response(
        string UserId, string Name, Role Role, bool Analyst, string ProfileId, int MaturityCeiling, bool Kids, string? SessionId,
        string? CsrfToken);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/auth/session", Handle).Needs(Role.Viewer);

    private static IResult Handle(Caller caller, HttpContext context)
    {
        var csrf = caller.ByCookie ? context.RequestServices.GetService<IAntiforgery>()?.GetAndStoreTokens(context).RequestToken : null;
        return Results.Json(new Response(
            caller.UserId, caller.UserName, caller.Role, caller.Analyst, caller.ProfileId, caller.MaturityCeiling, caller.Kids,
            context.Features.Get<CurrentSession>()?.Id, csrf));
    }
}
