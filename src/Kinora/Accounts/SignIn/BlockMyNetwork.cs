using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.SignIn;

/// <summary>
/// Whoever meets a sign-in that nobody asked for may close the door behind them: no code is sent to or taken from the caller's own
/// network for a while. Who is signed in stays so, and an admin's link still works.
/// </summary>
internal sealed class BlockMyNetwork(Db db, GuardStore guard, SignInLimits limits)
{
    public const int DefaultHours = 72;

    private const int MostHours = 720;

    private static readonly Refusal Shared = new(
        RefusalKind.Conflict, "block-refused",
        "This server cannot tell your network from others, so blocking it would lock everybody out. Whoever runs it sets Http:Proxies.");

    /// <summary>How long.</summary>
    /// <param name="Hours">1–720, default 72.</param>
    internal sealed record Request(int? Hours = null);

    internal sealed record Response(string Network, DateTimeOffset ExpiresAt);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/auth/ipblock", HandleAsync).Open();

    private static async Task<IResult> HandleAsync(Request request, BlockMyNetwork slice, HttpContext context, CancellationToken cancel) =>
        (await slice.RunAsync(request, SignInCookies.Browser(context), cancel)).ToHttp();

    public async Task<Outcome<Response>> RunAsync(Request request, Browser browser, CancellationToken cancel)
    {
        if (limits.Take(browser) is { } often)
            return often;
        if (!browser.CanBlock)
            return Shared;
        if (request.Hours is < 1 or > MostHours)
            return new Refusal(RefusalKind.Invalid, "out-of-range", $"From 1 to {MostHours} hours.", "hours");
        var length = TimeSpan.FromHours(request.Hours ?? DefaultHours);
        return new Response(browser.Network, await db.TransactAsync(tx => guard.BlockAsync(tx, browser.Network, length), cancel));
    }
}
