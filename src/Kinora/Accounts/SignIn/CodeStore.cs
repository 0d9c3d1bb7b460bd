using Kinora.Platform.Database;

namespace Kinora.Accounts.SignIn;

/// <summary>The only writer of <c>one_time_code</c>.</summary>
internal sealed class CodeStore(TimeProvider time)
{
    public const int Tries = 3;

    public async Task<DateTimeOffset> AddAsync(Tx tx, NewCode code)
    {
        var at = time.GetUtcNow();
        var expires = at + code.Lifetime;
        await tx.ExecuteAsync(
            Insert,
            new
            {
                id = Guid.CreateVersion7(at).ToString(),
                kind = code.Kind.Word(),
                code.UserId,
                code.Key,
                hash = Secret.Hash(code.Code),
                browser = code.Browser is null ? null : Secret.Hash(code.Browser),
                link = code.Link is null ? null : Secret.Hash(code.Link),
                code.Address,
                tries = Tries,
                at = at.ToUnixTimeMilliseconds(),
                expires = expires.ToUnixTimeMilliseconds(),
            });
        return expires;
    }

    /// <summary>
    /// Takes one try from every code that could be meant, in one statement, and uses up the one that fits. Only what this browser asked
    /// for decides about the answer to a wrong code: whether an admin has issued one stays hidden.
    /// </summary>
    public async Task<Attempt> TryAsync(Tx tx, string key, string typed, string? browser)
    {
        var (now, hash) = (Now, Secret.Hash(typed));
        var args = new { key, now, browser = browser is null ? null : Secret.Hash(browser) };
        var tried = await tx.QueryAsync<Row>(Take, args);
        // Every row is compared, a decoy's too, so that the work says nothing about whose it is.
        var same = tried.FindAll(row => Secret.Same(row.CodeHash, hash));
        var fits = same.Find(row => row.UserId is not null);
        if (fits is not null && await UseAsync(tx, fits.Id))
            return new Attempt(AttemptResult.Right, fits.UserId);
        if (tried.Find(row => row.Kind == CodeKind.Asked) is { } asked)
            return new Attempt(AttemptResult.Wrong, null, asked.TriesLeft);
        var own = await tx.FirstOrDefaultAsync<Row>(OfBrowser, args);
        return own switch
        {
            null => new Attempt(AttemptResult.Unrequested, null),
            { UsedAt: null, TriesLeft: 0 } when own.ExpiresAt > now => new Attempt(AttemptResult.Locked, null, 0, own.ExpiresAt - now),
            _ => new Attempt(AttemptResult.Wrong, null),
        };
    }

    /// <summary>Tries the code that the first start printed.</summary>
    public async Task<Attempt> TryFirstAsync(Tx tx, string typed)
    {
        var hash = Secret.Hash(typed);
        var tried = await tx.QueryAsync<Row>(TakeFirst, new { now = Now });
        if (tried.Count == 0)
            return new Attempt(AttemptResult.Locked, null);
        return tried.Exists(row => Secret.Same(row.CodeHash, hash))
            ? new Attempt(AttemptResult.Right, null)
            : new Attempt(AttemptResult.Wrong, null, tried.Max(row => row.TriesLeft));
    }

    /// <summary>Uses up the code of a link and gives its user; null where it does not count (any more).</summary>
    public Task<string?> TakeLinkAsync(Tx tx, string link) => tx.ScalarAsync<string>(
        """
        update one_time_code set used_at = @now
        where link_hash = @hash and used_at is null and expires_at > @now returning user_id
        """,
        new { hash = Secret.Hash(link), now = Now });

    /// <summary>An older code of this kind counts no more once there is a newer one.</summary>
    public Task EndAsync(Tx tx, CodeKind kind, string? userId) => tx.ExecuteAsync(
        "update one_time_code set used_at = @now where kind = @kind and used_at is null and (@userId is null or user_id = @userId)",
        new { kind = kind.Word(), userId, now = Now });

    /// <summary>Codes asked for since a time, for one name and from one network, with the oldest of each; for the name of a whole day too.</summary>
    public static Task<Asked?> CountAsync(Tx tx, string key, string address, long since, long sinceDay) =>
        tx.FirstOrDefaultAsync<Asked>(Count, new { key, address, since, sinceDay });

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<bool> UseAsync(Tx tx, string id) =>
        await tx.ExecuteAsync("update one_time_code set used_at = @now where id = @id and used_at is null", new { id, now = Now }) == 1;

    private const string Insert = """
        insert into one_time_code
            (id, kind, user_id, name_key, code_hash, browser_hash, link_hash, address, tries_left, created_at, expires_at)
        values (@id, @kind, @UserId, @Key, @hash, @browser, @link, @Address, @tries, @at, @expires)
        """;

    private const string Columns = "id, kind, user_id, code_hash, tries_left, expires_at, used_at";

    private const string Take = $"""
        update one_time_code set tries_left = tries_left - 1
        where name_key = @key and used_at is null and expires_at > @now and tries_left > 0
            and (browser_hash = @browser or kind = 'issued')
        returning {Columns}
        """;

    private const string TakeFirst = $"""
        update one_time_code set tries_left = tries_left - 1
        where kind = 'first' and used_at is null and expires_at > @now and tries_left > 0 returning {Columns}
        """;

    private const string OfBrowser = $"select {Columns} from one_time_code where browser_hash = @browser and name_key = @key";

    private const string Count = """
        select count(case when name_key = @key and created_at > @since then 1 end) as of_name,
            min(case when name_key = @key and created_at > @since then created_at end) as oldest_of_name,
            count(case when name_key = @key then 1 end) as of_name_daily,
            min(case when name_key = @key then created_at end) as oldest_of_name_daily,
            count(case when address = @address and created_at > @since then 1 end) as of_address,
            min(case when address = @address and created_at > @since then created_at end) as oldest_of_address
        from one_time_code
        where kind = 'asked' and (name_key = @key and created_at > @sinceDay or address = @address and created_at > @since)
        """;

    private sealed record Row
    {
        public required string Id { get; init; }

        public required CodeKind Kind { get; init; }

        public required string? UserId { get; init; }

        public required string CodeHash { get; init; }

        public required int TriesLeft { get; init; }

        public required long ExpiresAt { get; init; }

        public required long? UsedAt { get; init; }
    }

    internal sealed record Asked
    {
        public required int OfName { get; init; }

        public required long? OldestOfName { get; init; }

        public required int OfNameDaily { get; init; }

        public required long? OldestOfNameDaily { get; init; }

        public required int OfAddress { get; init; }

        public required long? OldestOfAddress { get; init; }
    }
}

/// <summary>A code to be kept, as hashes.</summary>
/// <param name="Key">The name's key, also of a name that is nobody's.</param>
/// <param name="Browser">Who holds this secret may use the code; null where anybody may who knows the code.</param>
/// <param name="Link">A long secret that signs in by itself.</param>
internal sealed record NewCode(
    CodeKind Kind, string? UserId, string Key, string Code, TimeSpan Lifetime, string Address = "", string? Browser = null, string? Link = null);

internal enum CodeKind
{
    /// <summary>Bound to the browser that asked.</summary>
    Asked,

    /// <summary>By an admin, for anybody without a way to get a code.</summary>
    Issued,

    /// <summary>For the first admin.</summary>
    First,
}

internal static class CodeKindWords
{
    public static string Word(this CodeKind kind) => kind switch
    {
        CodeKind.Asked => "asked",
        CodeKind.Issued => "issued",
        CodeKind.First => "first",
    };
}

internal enum AttemptResult
{
    Right,
    Wrong,
    Locked,
    Unrequested,
}

/// <summary>What came of a try.</summary>
internal sealed record Attempt(AttemptResult Result, string? UserId, int TriesLeft = 0, long LockedMs = 0);
