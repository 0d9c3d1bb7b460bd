using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.SignIn;

/// <summary>Sends a one-time code to whoever says that they are somebody. Answer and work are the same for every name.</summary>
internal sealed class RequestCode(
    Db db, TimeProvider time, CodeStore codes, GuardStore guard, CodePost post, SignInLimits limits, IOptions<AccountsOptions> options)
{
    private const long WindowMs = 10 * 60 * 1000;

    private const long DayMs = 24 * 60 * 60 * 1000;

    private static readonly Refusal NoWay = new(
        RefusalKind.Unavailable, "no-courier", "This server sends no codes. Whoever runs it lets you in by a code or a link of theirs.");

    /// <summary>Who wants in.</summary>
    /// <param name="Via"><c>email</c> or <c>console</c>, where that is set up (<c>GET /api/auth/otp/ways</c>); null picks the server's first.</param>
    internal sealed record Request(string? Username, string? Via = null);

    /// <summary>That a code is on its way, if there is such a user.</summary>
    /// <param name="Via">Where to look for the code; to an account that cannot be reached so, the server's console shows it.</param>
    internal sealed record Response(bool Sent, string Via, DateTimeOffset ExpiresAt);

    /// <summary>The ways in which this server sends codes, its first choice first.</summary>
    internal sealed record WaysResponse(IReadOnlyList<string> Items);

    /// <summary>The answer, and the secret that binds the code to this browser (see <see cref="SignInCookies.Asked"/>).</summary>
    internal sealed record Result(Response Response, string Browser);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/auth/otp/request", HandleAsync).Open();
        endpoints.MapGet("/api/auth/otp/ways", Ways).Open();
    }

    private static IResult Ways(CodePost post) => Results.Json(new WaysResponse(post.Ways));

    private static async Task<IResult> HandleAsync(Request request, RequestCode slice, HttpContext context, CancellationToken cancel)
    {
        var outcome = await slice.RunAsync(request, SignInCookies.Browser(context), cancel);
        if (outcome.Succeeded)
            SignInCookies.Asked(context, outcome.Value.Browser);
        return outcome.Then(result => result.Response).ToHttp();
    }

    public async Task<Outcome<Result>> RunAsync(Request request, Browser browser, CancellationToken cancel)
    {
        if (limits.Take(browser) is { } often)
            return often;
        if (!AccountName.IsValid(request.Username))
            return AccountName.Invalid with { Field = "username" };
        if (post.Ways is not [var first, ..])
            return NoWay;
        var via = request.Via ?? first;
        if (!post.Ways.Contains(via))
            return new Refusal(RefusalKind.Invalid, "via-unknown", $"Codes are sent by {string.Join(" or ", post.Ways)}.", "via");
        var (key, code, secret) = (AccountName.Key(request.Username), Secret.NewCode(), Secret.New());

        var outcome = await db.TransactAsync(tx => SaveAsync(tx, key, browser, code, secret), cancel);

        if (outcome.Succeeded)
            post.Take(outcome.Value.To(code, options.Value.CodeMinutes, browser), via);
        return outcome.Then(saved => new Result(new Response(true, via, saved.Expires), secret));
    }

    private async Task<Outcome<Saved>> SaveAsync(Tx tx, string key, Browser browser, string code, string secret)
    {
        // Load
        await tx.LockAsync($"accounts/code/{key}");
        await GuardStore.LockAsync(tx, browser.Network);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var barred = await guard.FindAsync(tx, browser.Network, key);
        var asked = await CodeStore.CountAsync(tx, key, browser.Network, now - WindowMs, now - DayMs);
        var user = await tx.FirstOrDefaultAsync<User>("select id, name, email from user_account where name_key = @key", new { key });

        // Decide
        if (barred is not null)
            return SignInRefusals.Of(barred);
        if (asked!.OfName >= options.Value.CodesPerName)
            return SignInRefusals.TooOften((asked.OldestOfName ?? now) + WindowMs - now);
        if (asked.OfNameDaily >= options.Value.CodesPerNameDaily)
            return SignInRefusals.TooOften((asked.OldestOfNameDaily ?? now) + DayMs - now);
        if (asked.OfAddress >= options.Value.CodesPerAddress)
            return SignInRefusals.TooOften((asked.OldestOfAddress ?? now) + WindowMs - now);

        // Save: also for a name that is nobody's, so that all that follows is the same too.
        var lifetime = TimeSpan.FromMinutes(options.Value.CodeMinutes);
        var expires = await codes.AddAsync(tx, new NewCode(CodeKind.Asked, user?.Id, key, code, lifetime, browser.Network, secret));
        return new Saved(user, expires);
    }

    private sealed record Saved(User? User, DateTimeOffset Expires)
    {
        public CodeMessage? To(string code, int minutes, Browser browser) => User is null
            ? null
            : new CodeMessage(User.Id, User.Name, User.Email, code, minutes, browser.Agent, browser.Address);
    }

    private sealed record User
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string? Email { get; init; }
    }
}
