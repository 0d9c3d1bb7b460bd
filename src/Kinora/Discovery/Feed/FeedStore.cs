using Kinora.Platform.Database;
using Kinora.Ranking.Feed;

namespace Kinora.Discovery.Feed;

/// <summary>Sole writer of <c>feed_session</c> and <c>feed_page</c>.</summary>
internal sealed class FeedStore(Db db)
{
    /// <summary>Whoever's it is: that a name is taken by somebody else is for the caller to refuse.</summary>
    public async Task<FeedSessionRow?> SessionAsync(string id, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        return await db.FirstOrDefaultAsync<FeedSessionRow>($"select {SessionColumns} from feed_session where id = @id", new { id }, cancel);
    }

    public Task<FeedPageRow?> PageAsync(string feedSession, int number, CancellationToken cancel) =>
        db.FirstOrDefaultAsync<FeedPageRow>(OnePage, new { feedSession, number }, cancel);

    /// <summary>The page of a feed session on which a position stands; pages are few, and read from the newest.</summary>
    public Task<List<FeedPageRow>> PagesAsync(string feedSession, CancellationToken cancel) =>
        db.QueryAsync<FeedPageRow>(AllPages, new { feedSession }, cancel);

    /// <summary>Pages that these profiles were handed since a time, the oldest first.</summary>
    public Task<List<FeedPageRow>> OfProfilesAsync(IReadOnlyCollection<string> profileIds, long since, CancellationToken cancel) => db.QueryAsync<FeedPageRow>(
        $"select {PageColumns} from feed_page where made_at >= @since and {db.Dialect.AnyOf("profile_id", "profiles")} order by made_at",
        new { since, profiles = db.Dialect.List(profileIds) }, cancel);

    /// <summary>The newest pages of all that were made before a time, the newest first; for the system.</summary>
    public Task<List<FeedPageRow>> NewestAsync(long before, int count, CancellationToken cancel) => db.QueryAsync<FeedPageRow>(
        $"select {PageColumns} from feed_page where made_at < @before order by made_at desc limit @count", new { before, count }, cancel);

    /// <summary>False when somebody else made the page of that name meanwhile.</summary>
    public static async Task<bool> InsertPageAsync(Tx tx, FeedPageRow page) => await tx.ExecuteAsync(InsertPage, page) == 1;

    /// <summary>Opens the feed session, or notes that it lives. False when the name belongs to somebody else.</summary>
    public static async Task<bool> SaveSessionAsync(Tx tx, FeedSessionRow session) => await tx.ExecuteAsync(SaveSession, session) == 1;

    /// <summary>Notes signs of life; never moves them back.</summary>
    public static Task TouchAsync(Tx tx, string profileId, string feedSession, long at) =>
        tx.ExecuteAsync(Touch, new { profileId, feedSession, at });

    public const string SessionColumns = "id, profile_id, seed, filters, opened_at, alive_at";

    public const string PageColumns = "feed_session, number, profile_id, version, made_at, next_cursor, packed";

    private const string OnePage = $"select {PageColumns} from feed_page where feed_session = @feedSession and number = @number";

    private const string AllPages = $"select {PageColumns} from feed_page where feed_session = @feedSession order by number";

    private const string InsertPage = """
        insert into feed_page (feed_session, number, profile_id, version, made_at, next_cursor, packed)
        values (@FeedSession, @Number, @ProfileId, @Version, @MadeAt, @NextCursor, @Packed)
        on conflict do nothing
        """;

    private const string SaveSession = """
        insert into feed_session (id, profile_id, seed, filters, opened_at, alive_at)
        values (@Id, @ProfileId, @Seed, @Filters, @OpenedAt, @AliveAt)
        on conflict (id) do update set alive_at = excluded.alive_at where feed_session.profile_id = excluded.profile_id
        """;

    private const string Touch = """
        update feed_session set alive_at = @at where id = @feedSession and profile_id = @profileId and alive_at < @at
        """;
}

/// <summary>A page as it was decided, and the cursor that went out with it.</summary>
internal sealed record StoredPage(FeedPage Page, string? NextCursor);

/// <summary>A sitting with the feed.</summary>
internal sealed record FeedSessionRow
{
    public required string Id { get; init; }

    public required string ProfileId { get; init; }

    public required long Seed { get; init; }

    /// <summary>JSON of <see cref="FeedFilters"/>.</summary>
    public required string Filters { get; init; }

    public required long OpenedAt { get; init; }

    public required long AliveAt { get; init; }
}

/// <summary>A page that was handed out.</summary>
internal sealed record FeedPageRow
{
    public required string FeedSession { get; init; }

    public required int Number { get; init; }

    public required string ProfileId { get; init; }

    public required long Version { get; init; }

    public required long MadeAt { get; init; }

    /// <summary>The cursor that went out with it: a later answer is the same to the byte.</summary>
    public string? NextCursor { get; init; }

    public required byte[] Packed { get; init; }

    public StoredPage Unpack() => new(FeedPagePack.Read(Packed), NextCursor);
}
