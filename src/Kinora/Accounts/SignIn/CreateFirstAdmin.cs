using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.SignIn;

/// <summary>Makes the first admin for whoever can read the server's console, and signs them in.</summary>
internal sealed class CreateFirstAdmin(Db db, UserStore users, CodeStore codes, SessionStore sessions, SignInLimits limits)
{
    private static readonly Refusal Done = new(
        RefusalKind.Conflict, "already-set-up", "There is an admin already. Sign in, or ask them for a code.");

    private static readonly Refusal Locked = new(
        RefusalKind.TooMany, "otp-locked", "This code counts no more. Restart the server: it prints a new one.")
    {
        More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after"] = 60 },
    };

    internal sealed record Request(string? Username, string? Otp, string? TimeZone = null);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/auth/first-admin", HandleAsync).Open();

    private static async Task<IResult> HandleAsync(Request request, CreateFirstAdmin slice, HttpContext context, CancellationToken cancel) =>
        (await slice.RunAsync(request, SignInCookies.Browser(context), cancel)).ToHttp(session => session.Begin(context));

    public async Task<Outcome<SignedIn>> RunAsync(Request request, Browser browser, CancellationToken cancel)
    {
        if (limits.Take(browser) is { } often)
            return often;
        if (!AccountName.IsValid(request.Username))
            return AccountName.Invalid with { Field = "username" };
        var timeZone = request.TimeZone ?? "UTC";
        if (PreferenceRules.CheckTimeZone(timeZone) is { } zone)
            return zone;
        var typed = Secret.Typed(request.Otp ?? "");

        // A wrong try is kept, so it comes back as a value; any other refusal undoes all, the try too.
        var outcome = await db.TransactAsync<Outcome<(Attempt Attempt, SignedIn? Session)>>(
            async tx =>
            {
                await tx.LockAsync("accounts/admins");
                if (!await UserStore.WithoutAdminAsync(tx))
                    return Done;
                var attempt = await codes.TryFirstAsync(tx, typed);
                if (attempt.Result != AttemptResult.Right)
                    return (attempt, null);
                var user = await users.AddAsync(
                    tx, new NewUser(request.Username, Role.Admin, TimeZone: timeZone), new Author(null, request.Username));
                if (user.Refusal is { } refusal)
                    return refusal with { Field = "username" };
                await codes.EndAsync(tx, CodeKind.First, null);
                return (attempt, await sessions.BeginAsync(tx, user.Value.Id, browser));
            },
            cancel);
        if (outcome.Refusal is { } no)
            return no;
        var (tried, session) = outcome.Value;
        return session is not null ? session : tried.Result == AttemptResult.Locked ? Locked : SignInRefusals.Of(tried);
    }
}
