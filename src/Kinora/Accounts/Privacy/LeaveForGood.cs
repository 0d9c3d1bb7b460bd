using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.Privacy;

/// <summary>
/// Deletes my account after some days of grace. Until then signing in offers to keep it; then everything that is mine goes, for good.
/// </summary>
internal sealed class LeaveForGood(Db db, LeavingStore store)
{
    private static readonly Refusal NotLeaving = new(RefusalKind.NotFound, "not-leaving", "Nobody asked for this account to be deleted.");

    /// <summary>When I asked, and when the account goes.</summary>
    internal sealed record Response(DateTimeOffset AskedAt, DateTimeOffset DueAt);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDelete("/api/me", HandleAskAsync).Needs(Role.Viewer);
        endpoints.MapGet("/api/me/deletion", HandleFindAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/me/deletion", HandleKeepAsync).Needs(Role.Viewer);
    }

    /// <summary>Begins the days of grace and signs me out everywhere; tokens end too.</summary>
    private static async Task<IResult> HandleAskAsync(Caller caller, LeaveForGood slice, HttpContext context, CancellationToken cancel)
    {
        var outcome = await slice.AskAsync(caller, cancel);
        if (outcome.Succeeded && caller.ByCookie)
            SignInCookies.End(context);
        return outcome.ToHttp(response => Results.Json(response, statusCode: StatusCodes.Status202Accepted));
    }

    /// <summary>When my account goes; 404 where it does not.</summary>
    private static async Task<IResult> HandleFindAsync(Caller caller, LeaveForGood slice, CancellationToken cancel) =>
        (await slice.FindAsync(caller.UserId, cancel) is { } response ? (Outcome<Response>)response : NotLeaving).ToHttp();

    /// <summary>I keep my account.</summary>
    private static async Task<IResult> HandleKeepAsync(Caller caller, LeaveForGood slice, CancellationToken cancel) =>
        (await slice.KeepAsync(caller, cancel)).ToHttp();

    public async Task<Outcome<Response>> AskAsync(Caller caller, CancellationToken cancel) => caller.Kids ? ProfileRules.Kids : await db.TransactAsync<Outcome<Response>>(
        async tx =>
        {
            await tx.LockAsync("accounts/admins");
            return await UserStore.IsLastAdminAsync(tx, caller.UserId) ? UserStore.LastAdmin : Answer(await store.AskAsync(tx, caller.UserId));
        },
        cancel);

    public async Task<Response?> FindAsync(string userId, CancellationToken cancel) =>
        await store.FindAsync(userId, cancel) is { } row ? Answer(row) : null;

    public async Task<Outcome<Done>> KeepAsync(Caller caller, CancellationToken cancel) =>
        await store.KeepAsync(caller.UserId, cancel) ? default(Done) : NotLeaving;

    private static Response Answer(LeavingRow row) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(row.AskedAt), DateTimeOffset.FromUnixTimeMilliseconds(row.DueAt));
}
