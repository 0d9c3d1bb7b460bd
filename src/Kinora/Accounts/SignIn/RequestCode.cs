using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.SignIn;

/// <summary>Sends a one-time code to whoever says that they are somebody. The answer is the same for every name.</summary>
internal sealed class RequestCode(Db db, TimeProvider time, CodeStore codes, ServerConsole console, IOptions<AccountsOptions> options)
{
    private const string Console = "console";

    private const long WindowMs = 10 * 60 * 1000;

    /// <summary>Who wants in.</summary>
    /// <param name="Via">Only <c>console</c> is known; null picks what the server has.</param>
    internal sealed record Request(string? Username, string? Via = null);

    /// <summary>That a code is on its way, if there is such a user.</summary>
    /// <param name="Via">Where to look for the code.</param>
    internal sealed record Response(bool Sent, string Via, DateTimeOffset ExpiresAt);

    /// <summary>The answer, and the secret that binds the code to this browser (see <see cref="SignInCookies.Asked"/>).</summary>
    internal sealed record Result(Response Response, string Browser);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/auth/otp/request", HandleAsync).Open();

    private static async Task<IResult> HandleAsync(Request request, RequestCode slice, HttpContext context, CancellationToken cancel)
    {
        var outcome = await slice.RunAsync(request, SignInCookies.Browser(context).Address, cancel);
        if (outcome.Succeeded)
            SignInCookies.Asked(context, outcome.Value.Browser);
        return outcome.Then(result => result.Response).ToHttp();
    }

    public async Task<Outcome<Result>> RunAsync(Request request, string address, CancellationToken cancel)
    {
        if (!AccountName.IsValid(request.Username))
            return AccountName.Invalid with { Field = "username" };
        if (request.Via is not (null or Console))
            return new Refusal(RefusalKind.Invalid, "via-unknown", "Codes are shown on the server's console: 'console'.", "via");
        var (key, code, browser) = (AccountName.Key(request.Username), Secret.NewCode(), Secret.New());

        var outcome = await db.TransactAsync(tx => SaveAsync(tx, key, address, code, browser), cancel);

        if (outcome is { Succeeded: true, Value.Name: { } name } && options.Value.ConsoleCodes)
            console.Say($"  Code for {name}: {code}   (good for {options.Value.CodeMinutes} minutes, for the browser that asked)");
        return outcome.Then(saved => new Result(new Response(true, Console, saved.Expires), browser));
    }

    private async Task<Outcome<Saved>> SaveAsync(Tx tx, string key, string address, string code, string browser)
    {
        // Load
        await tx.LockAsync($"accounts/code/{key}");
        await tx.LockAsync($"accounts/code-from/{address}");
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var asked = await CodeStore.CountAsync(tx, key, address, now - WindowMs);
        var user = await tx.FirstOrDefaultAsync<User>("select id, name from user_account where name_key = @key", new { key });

        // Decide
        if (asked!.OfName >= options.Value.CodesPerName)
            return SignInRefusals.TooOften((asked.OldestOfName ?? now) + WindowMs - now);
        if (asked.OfAddress >= options.Value.CodesPerAddress)
            return SignInRefusals.TooOften((asked.OldestOfAddress ?? now) + WindowMs - now);

        // Save: also for a name that is nobody's, so that all that follows is the same too.
        var lifetime = TimeSpan.FromMinutes(options.Value.CodeMinutes);
        var expires = await codes.AddAsync(tx, new NewCode(CodeKind.Asked, user?.Id, key, code, lifetime, address, browser));
        return new Saved(user?.Name, expires);
    }

    private sealed record Saved(string? Name, DateTimeOffset Expires);

    private sealed record User
    {
        public required string Id { get; init; }

        public required string Name { get; init; }
    }
}
