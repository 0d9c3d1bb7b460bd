using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.SignIn;

/// <summary>
/// The link that an admin gave against a session. The page behind the link only asks for a click: what fetches links ahead must not use
/// them up.
/// </summary>
internal sealed class SignInByLink(Db db, CodeStore codes, SessionStore sessions, SignInLimits limits)
{
    /// <summary>The page's address, without the secret.</summary>
    public const string Page = "/sign-in/link";

    internal sealed record Request(string? Code);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/auth/link", HandleAsync).Open();

    private static async Task<IResult> HandleAsync(Request request, SignInByLink slice, HttpContext context, CancellationToken cancel) =>
        (await slice.RunAsync(request, SignInCookies.Browser(context), cancel)).ToHttp(session => session.Begin(context));

    public async Task<Outcome<SignedIn>> RunAsync(Request request, Browser browser, CancellationToken cancel)
    {
        if (limits.Take(browser) is { } often)
            return often;
        return await db.TransactAsync<Outcome<SignedIn>>(
            async tx => await codes.TakeLinkAsync(tx, request.Code ?? "") is { } userId
                ? await sessions.BeginAsync(tx, userId, browser)
                : SignInRefusals.Link,
            cancel);
    }
}
