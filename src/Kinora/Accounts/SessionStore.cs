using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts;

/// <summary>The only writer of <c>session</c>: sign-ins of browsers, ended here and not in the browser.</summary>
internal sealed class SessionStore(Db db, TimeProvider time, IOptions<AccountsOptions> options)
{
    private const int LongestAgent = 200;

    /// <summary>A new session; its secret is known only to the answer.</summary>
    public async Task<SignedIn> BeginAsync(Tx tx, string userId, Browser browser)
    {
        var user = await UserStore.GetAsync(tx, userId);
        var at = time.GetUtcNow();
        var secret = Secret.New();
        var leaves = await tx.ScalarAsync<long?>("select due_at from leaving where user_id = @Id", new { user.Id });
        var session = new SignedIn(Guid.CreateVersion7(at).ToString(), secret, user, at.AddDays(options.Value.SessionDays))
        {
            DeletedAt = leaves is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null,
        };
        await tx.ExecuteAsync(
            Insert,
            new
            {
                session.Id,
                UserId = user.Id,
                hash = Secret.Hash(secret),
                agent = browser.Agent.Length > LongestAgent ? browser.Agent[..LongestAgent] : browser.Agent,
                browser.Address,
                at = at.ToUnixTimeMilliseconds(),
                expires = session.ExpiresAt.ToUnixTimeMilliseconds(),
            });
        await UserStore.SeenAsync(tx, user.Id, at.ToUnixTimeMilliseconds());
        return session;
    }

    /// <summary>Moves the end of a session that is in use.</summary>
    public Task SeenAsync(string id, string userId, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var args = new { id, at = at.ToUnixTimeMilliseconds(), expires = at.AddDays(options.Value.SessionDays).ToUnixTimeMilliseconds() };
        return db.TransactAsync(
            async tx =>
            {
                await tx.ExecuteAsync("update session set seen_at = @at, expires_at = @expires where id = @id", args);
                await UserStore.SeenAsync(tx, userId, args.at);
            },
            cancel);
    }

    public Task<List<SessionRow>> ListAsync(string userId, string? before, int count, CancellationToken cancel) => db.QueryAsync<SessionRow>(
        List, new { userId, before, count, now = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancel);

    /// <summary>Ends one session of this user; false where there is none.</summary>
    public async Task<bool> EndAsync(string userId, string id, CancellationToken cancel) =>
        await db.ExecuteAsync("delete from session where id = @id and user_id = @userId", new { id, userId }, cancel) > 0;

    /// <summary>Ends all sessions of this user but one.</summary>
    public Task<int> EndOthersAsync(string userId, string? keep, CancellationToken cancel) => db.ExecuteAsync(
        "delete from session where user_id = @userId and (@keep is null or id <> @keep)", new { userId, keep }, cancel);

    /// <summary>Who watches in this session from now on; false where the profile is not this user's.</summary>
    public async Task<bool> WatchAsAsync(string userId, string id, string profileId, CancellationToken cancel) =>
        await db.ExecuteAsync(WatchAs, new { userId, id, profileId }, cancel) > 0;

    private const string WatchAs = """
        update session set profile_id = @profileId where id = @id and user_id = @userId
            and exists (select 1 from profile p where p.id = @profileId and p.user_id = @userId)
        """;

    private const string Insert = """
        insert into session (id, user_id, secret_hash, agent, address, created_at, seen_at, expires_at)
        values (@Id, @UserId, @hash, @agent, @Address, @at, @at, @expires)
        """;

    private const string List = """
        select id, agent, address, created_at, seen_at, expires_at from session
        where user_id = @userId and expires_at > @now and (cast(@before as text) is null or id < @before) order by id desc limit @count
        """;

    internal sealed record SessionRow
    {
        public required string Id { get; init; }

        public required string Agent { get; init; }

        public required string Address { get; init; }

        public required long CreatedAt { get; init; }

        public required long SeenAt { get; init; }

        public required long ExpiresAt { get; init; }
    }
}

/// <summary>A session that has just begun. The secret goes into the cookie and nowhere else.</summary>
internal sealed record SignedIn(string Id, string Secret, UserRow User, DateTimeOffset ExpiresAt)
{
    /// <summary>When the account goes, where its owner asked for that: whoever signs in is offered to keep it.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>From where somebody signs in, for the list of their sessions.</summary>
/// <param name="Secret">The value of the cookie <c>kin_otp</c>; null where the browser asked for no code.</param>
internal sealed record Browser(string Agent, string Address, string? Secret)
{
    /// <summary>What limits count by (see <see cref="ClientNetwork"/>).</summary>
    public string Network { get; init; } = Address;

    /// <summary>Whether the address is the person's own, as far as can be told.</summary>
    public bool CanBlock { get; init; }
}
