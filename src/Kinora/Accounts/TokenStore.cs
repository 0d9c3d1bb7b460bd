using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts;

/// <summary>The only writer of <c>access_token</c>.</summary>
internal sealed class TokenStore(Db db, TimeProvider time, IOptions<AccountsOptions> options)
{
    public Task<MadeToken> AddAsync(string userId, string name, TokenScopes scopes, int? days, CancellationToken cancel) =>
        AddAsync(userId, name, scopes, days, null, cancel);

    /// <summary>A new token of this user, which ends at <paramref name="latest"/> at the latest. Its text is known only to the answer.</summary>
    public async Task<MadeToken> AddAsync(
        string userId, string name, TokenScopes scopes, int? days, DateTimeOffset? latest, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var token = Secret.NewToken();
        var until = at.AddDays(days ?? options.Value.TokenDays);
        if (latest < until)
            until = latest.Value;
        var made = new MadeToken(
            Guid.CreateVersion7(at).ToString(), name, scopes, at, until, token);
        await db.ExecuteAsync(
            Insert,
            new
            {
                made.Id,
                userId,
                name,
                hash = Secret.Hash(token),
                scopes = scopes.Words(),
                at = at.ToUnixTimeMilliseconds(),
                expires = made.ExpiresAt.ToUnixTimeMilliseconds(),
            },
            cancel);
        return made;
    }

    public Task<List<TokenRow>> ListAsync(string userId, string? before, int count, CancellationToken cancel) =>
        db.QueryAsync<TokenRow>(List, new { userId, before, count }, cancel);

    /// <summary>Ends one token of this user; false where there is none.</summary>
    public async Task<bool> EndAsync(string userId, string id, CancellationToken cancel) =>
        await db.ExecuteAsync("delete from access_token where id = @id and user_id = @userId", new { id, userId }, cancel) > 0;

    public Task SeenAsync(string id, string userId, CancellationToken cancel)
    {
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        return db.TransactAsync(
            async tx =>
            {
                await tx.ExecuteAsync("update access_token set seen_at = @at where id = @id", new { id, at });
                await UserStore.SeenAsync(tx, userId, at);
            },
            cancel);
    }

    private const string List = """
        select id, name, scopes, created_at, seen_at, expires_at from access_token
        where user_id = @userId and (cast(@before as text) is null or id < @before) order by id desc limit @count
        """;

    private const string Insert = """
        insert into access_token (id, user_id, name, secret_hash, scopes, created_at, expires_at)
        values (@Id, @userId, @name, @hash, @scopes, @at, @expires)
        """;

    internal sealed record TokenRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Scopes { get; init; }

        public required long CreatedAt { get; init; }

        public required long? SeenAt { get; init; }

        public required long ExpiresAt { get; init; }
    }
}

/// <summary>A token that has just been made.</summary>
/// <param name="Token">Shown this once.</param>
internal sealed record MadeToken(
    string Id, string Name, TokenScopes Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string Token);

/// <summary>How much of its user's rights a token carries.</summary>
[Flags]
internal enum TokenScopes
{
    None = 0,

    /// <summary>Requests that change nothing.</summary>
    Read = 1,

    /// <summary>All that the user may do short of administration.</summary>
    Write = 2,

    /// <summary>Administration, where the user is an admin.</summary>
    Admin = 4,

    All = Read | Write | Admin,
}

internal static class TokenScopeWords
{
    private static readonly (string Word, TokenScopes Scope)[] Known =
        [("read", TokenScopes.Read), ("write", TokenScopes.Write), ("admin", TokenScopes.Admin)];

    public static string Words(this TokenScopes scopes) => string.Join(' ', scopes.List());

    public static IEnumerable<string> List(this TokenScopes scopes) =>
        Known.Where(known => scopes.HasFlag(known.Scope)).Select(known => known.Word);

    /// <summary>What the words mean; a wider scope includes the narrower ones. Null where a word is unknown or there is none.</summary>
    public static TokenScopes? Parse(IEnumerable<string> words)
    {
        var widest = TokenScopes.None;
        foreach (var word in words)
        {
            var known = Array.Find(Known, candidate => candidate.Word == word);
            if (known.Word is null)
                return null;
            widest = known.Scope > widest ? known.Scope : widest;
        }

        return widest == TokenScopes.None ? null : (TokenScopes)(((int)widest * 2) - 1);
    }

    /// <summary>The role that a token lends: an admin's token without that scope acts as a blessed user's.</summary>
    public static Role Cap(this TokenScopes scopes, Role role) =>
        role == Role.Admin && !scopes.HasFlag(TokenScopes.Admin) ? Role.Blessed : role;
}
