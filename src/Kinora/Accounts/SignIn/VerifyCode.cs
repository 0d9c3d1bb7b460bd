using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.SignIn;

/// <summary>Name and code against a session: codes that this browser asked for, and codes that an admin issued.</summary>
internal sealed class VerifyCode(Db db, CodeStore codes, SessionStore sessions)
{
    internal sealed record Request(string? Username, string? Otp);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/auth/otp/verify", HandleAsync).Open();

    private static async Task<IResult> HandleAsync(Request request, VerifyCode slice, HttpContext context, CancellationToken cancel) =>
        (await slice.RunAsync(request, SignInCookies.Browser(context), cancel)).ToHttp(session => session.Begin(context));

    public async Task<Outcome<SignedIn>> RunAsync(Request request, Browser browser, CancellationToken cancel)
    {
        if (!AccountName.IsValid(request.Username))
            return AccountName.Invalid with { Field = "username" };
        var key = AccountName.Key(request.Username);
        var typed = Secret.Typed(request.Otp ?? "");

        // A wrong try is kept, so it must not come back as a refusal from the transaction.
        var (attempt, session) = await db.TransactAsync(
            async tx =>
            {
                await tx.LockAsync($"accounts/code/{key}");
                var attempt = await codes.TryAsync(tx, key, typed, browser.Secret);
                return attempt.Result == AttemptResult.Right
                    ? (attempt, await sessions.BeginAsync(tx, attempt.UserId!, browser))
                    : (attempt, null);
            },
            cancel);
        return session is null ? SignInRefusals.Of(attempt) : session;
    }
}
