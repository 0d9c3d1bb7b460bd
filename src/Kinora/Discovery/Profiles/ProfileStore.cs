using Kinora.Platform.Database;

namespace Kinora.Discovery.Profiles;

/// <summary>Sole writer of <c>profile_state</c> and <c>feed_reset</c>.</summary>
internal static class ProfileStore
{
    /// <summary>Never replaces a newer state.</summary>
    public static Task SaveAsync(Tx tx, string profileId, long version, long at, byte[] packed) =>
        tx.ExecuteAsync(Save, new { profileId, version, at, packed });

    public static Task ResetAsync(Tx tx, string profileId, long version, long at) => tx.ExecuteAsync(Reset, new { profileId, version, at });

    /// <summary>The latest reset; null where there never was one.</summary>
    public static Task<ResetRow?> ResetOfAsync(Session session, string profileId) =>
        session.FirstOrDefaultAsync<ResetRow>(LatestReset, new { profileId, from = -1L });

    /// <summary>Takes the latest reset back; 0 where that was done already, or there was none.</summary>
    public static Task<int> UndoResetAsync(Tx tx, string profileId, long version) => tx.ExecuteAsync(UndoReset, new { profileId, version });

    /// <summary>All that is new since a version, seen at one moment.</summary>
    public static async Task<StoredProfile> ReadAsync(Session session, string profileId, long? since, long aliveAfter)
    {
        var packed = since is null ? await session.FirstOrDefaultAsync<PackedState>(Packed, new { profileId }) : null;
        var from = since ?? packed?.Version ?? 0;
        return new StoredProfile(
            packed,
            await session.QueryAsync<Feed.FeedPageRow>(Pages, new { profileId, from }),
            await session.QueryAsync<Feed.FeedSessionRow>(Sessions, new { profileId, aliveAfter }),
            await session.FirstOrDefaultAsync<ResetRow>(LatestReset, new { profileId, from }),
            await Tastes.TasteStore.ReadAsync(session, profileId));
    }

    private const string Packed = "select version, packed from profile_state where profile_id = @profileId";

    private const string Pages =
        $"select {Feed.FeedStore.PageColumns} from feed_page where profile_id = @profileId and version > @from order by version";

    private const string Sessions =
        $"select {Feed.FeedStore.SessionColumns} from feed_session where profile_id = @profileId and alive_at > @aliveAfter";

    private const string LatestReset = "select version, at, before_at from feed_reset where profile_id = @profileId and version > @from";

    private const string Save = """
        insert into profile_state (profile_id, version, saved_at, packed) values (@profileId, @version, @at, @packed)
        on conflict (profile_id) do update set version = excluded.version, saved_at = excluded.saved_at, packed = excluded.packed
        where profile_state.version < excluded.version
        """;

    private const string Reset = """
        insert into feed_reset (profile_id, version, at, before_at) values (@profileId, @version, @at, 0)
        on conflict (profile_id) do update set version = excluded.version, at = excluded.at, before_at = feed_reset.at
        """;

    private const string UndoReset =
        "update feed_reset set version = @version, at = before_at, before_at = null where profile_id = @profileId and before_at is not null";

    internal sealed record PackedState
    {
        public required long Version { get; init; }

        public required byte[] Packed { get; init; }
    }

    internal sealed record ResetRow
    {
        public required long Version { get; init; }

        public required long At { get; init; }

        /// <summary>What it was before, 0 = no reset; null once the latest was taken back.</summary>
        public long? BeforeAt { get; init; }
    }
}

/// <summary>What the database knows of a profile since some version.</summary>
internal sealed record StoredProfile(
    ProfileStore.PackedState? Packed, List<Feed.FeedPageRow> Pages, List<Feed.FeedSessionRow> Sessions, ProfileStore.ResetRow? Reset,
    List<Tastes.CorrectionRow> Corrections);
