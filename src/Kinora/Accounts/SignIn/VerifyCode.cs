using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.SignIn;

/// <summary>Name and code against a session: codes that this browser asked for, and codes that an admin issued.</summary>
internal sealed class VerifyCode(Db db, CodeStore codes, GuardStore guard, SessionStore sessions, SignInLimits limits)
{
    internal sealed record Request(string? Username, string? Otp);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/auth/otp/verify", HandleAsync).Open();

    private static async Task<IResult> HandleAsync(Request request, VerifyCode slice, HttpContext context, CancellationToken cancel) =>
        (await slice.RunAsync(request, SignInCookies.Browser(context), cancel)).ToHttp(session => session.Begin(context));

    public async Task<Outcome<SignedIn>> RunAsync(Request request, Browser browser, CancellationToken cancel)
    {
        if (limits.Take(browser) is { } often)
            return often;
        if (!AccountName.IsValid(request.Username))
            return AccountName.Invalid with { Field = "username" };
        var key = AccountName.Key(request.Username);
        var typed = Secret.Typed(request.Otp ?? "");

        // A wrong try is kept, so it must not come back as a refusal from the transaction.
        var (refusal, session) = await db.TransactAsync(tx => TryAsync(tx, key, typed, browser), cancel);
        return refusal is not null ? refusal : session!;
    }

    private async Task<(Refusal? Refusal, SignedIn? Session)> TryAsync(Tx tx, string key, string typed, Browser browser)
    {
        // Load
        await tx.LockAsync($"accounts/code/{key}");
        await GuardStore.LockAsync(tx, browser.Network);
        if (await guard.FindAsync(tx, browser.Network, key) is { } barred)
            return (SignInRefusals.Of(barred), null);

        // Decide
        var attempt = await codes.TryAsync(tx, key, typed, browser.Secret);

        // Save
        if (attempt.Result == AttemptResult.Right)
        {
            await GuardStore.SucceededAsync(tx, browser.Network, key);
            return (null, await sessions.BeginAsync(tx, attempt.UserId!, browser));
        }

        if (attempt.Result != AttemptResult.Locked)
            await guard.FailedAsync(tx, browser.Network, key);
        return (SignInRefusals.Of(attempt, browser.CanBlock), null);
    }
}
