using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts;

/// <summary>My personal access tokens: list, make, end. A token's text is in the answer that makes it and nowhere else.</summary>
internal sealed class Tokens(TokenStore store, Cursors cursors)
{
    private const int LongestName = 100;

    private const int MostDays = 3650;

    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "token-not-found", "You have no such token.");

    /// <summary>A token to be made.</summary>
    /// <param name="Scopes">Of <c>read</c>, <c>write</c>, <c>admin</c>; a wider one includes the narrower. Default: read and write.</param>
    /// <param name="ExpiresInDays">Default: the option <c>Accounts:TokenDays</c>.</param>
    internal sealed record Request(string? Name, IReadOnlyList<string>? Scopes = null, int? ExpiresInDays = null);

    internal sealed record Item(
        string Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? SeenAt, DateTimeOffset ExpiresAt);

    internal sealed record MadeResponse(
        string Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string Token);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/auth/tokens", HandleListAsync).Needs(Role.Viewer);
        endpoints.MapPost("/api/auth/tokens", HandleMakeAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/auth/tokens/{id}", EndAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> HandleListAsync(Paged page, Caller caller, Tokens slice, CancellationToken cancel) =>
        (await slice.ListAsync(page, caller, cancel)).ToHttp();

    private static async Task<IResult> HandleMakeAsync(
        Request request, Caller caller, Tokens slice, HttpContext context, CancellationToken cancel) =>
        (await slice.MakeAsync(caller, request, context.Features.Get<CurrentToken>(), cancel)).ToHttp(made => Results.Json(
            new MadeResponse(made.Id, made.Name, [.. made.Scopes.List()], made.CreatedAt, made.ExpiresAt, made.Token),
            statusCode: StatusCodes.Status201Created));

    private static async Task<IResult> EndAsync(string id, Caller caller, TokenStore store, CancellationToken cancel) =>
        await store.EndAsync(caller.UserId, id, cancel) ? Results.NoContent() : NotFound.ToHttp();

    /// <summary>The newest first.</summary>
    public async Task<Outcome<Page<Item>>> ListAsync(Paged page, Caller caller, CancellationToken cancel) =>
        (await cursors.PageAsync<TokenStore.TokenRow, string>(
            page, caller.UserId, (before, count) => store.ListAsync(caller.UserId, before, count, cancel), last => last.Id))
        .Then(found => found.Select(row => new Item(
            row.Id, row.Name, row.Scopes.Split(' '), DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            row.SeenAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt))));

    /// <summary>Makes a token. One that a token makes ends no later than that one, so that a short loan stays short.</summary>
    public async Task<Outcome<MadeToken>> MakeAsync(Caller caller, Request request, CurrentToken? by, CancellationToken cancel)
    {
        if (caller.Kids)
            return ProfileRules.Kids;
        var name = (request.Name ?? "").Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return new Refusal(RefusalKind.Invalid, "token-name-invalid", $"A token has a name of 1 to {LongestName} characters.", "name");
        if (TokenScopeWords.Parse(request.Scopes ?? ["write"]) is not { } scopes)
            return new Refusal(RefusalKind.Invalid, "token-scope-unknown", "Scopes are 'read', 'write' and 'admin'.", "scopes");
        if (scopes.HasFlag(TokenScopes.Admin) && !caller.Is(Role.Admin))
            return new Refusal(RefusalKind.Forbidden, "token-scope", "Only an admin can make a token with the scope 'admin'.", "scopes");
        if (request.ExpiresInDays is < 1 or > MostDays)
            return new Refusal(RefusalKind.Invalid, "token-expiry-invalid", $"From 1 to {MostDays} days.", "expires_in_days");
        return await store.AddAsync(caller.UserId, name, scopes, request.ExpiresInDays, by?.ExpiresAt, cancel);
    }
}
