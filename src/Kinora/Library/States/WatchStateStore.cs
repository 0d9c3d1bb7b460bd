using System.Text.Json;
using System.Text.Json.Serialization;
using Kinora.Library.Vault;
using Kinora.Library.Watching;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Library.States;

/// <summary>Sole writer of <c>watch_state</c> and <c>watch_tag</c>. Who writes holds the profile's version in the same transaction.</summary>
internal static class WatchStateStore
{
    /// <summary>Reads past what another version of the product wrote.</summary>
    public static readonly JsonSerializerOptions Stored = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The rows of these titles, whether they are states or only remember.</summary>
    public static async Task<Dictionary<string, WatchState>> FindAsync(Session session, string profileId, IReadOnlyCollection<string> titleIds) =>
        (await session.QueryAsync<Row>(
            $"select {Columns} from watch_state where profile_id = @profileId and {session.Dialect.AnyOf("title_id", "titles")}",
            new { profileId, titles = session.Dialect.List(titleIds) }))
        .ToDictionary(row => row.TitleId, row => row.ToState(), StringComparer.Ordinal);

    public static async Task<WatchState?> FindAsync(Session session, string profileId, string titleId) =>
        (await session.FirstOrDefaultAsync<Row>(
            $"select {Columns} from watch_state where profile_id = @profileId and title_id = @titleId", new { profileId, titleId }))?.ToState();

    public static async Task<List<WatchState>> ListAsync(Session session, string rest, object args) =>
        (await session.QueryAsync<Row>($"select {Columns} from watch_state {rest}", args)).ConvertAll(row => row.ToState());

    /// <summary>Writes the state as its next version, which it gives.</summary>
    public static async Task<WatchState> SaveAsync(Tx tx, string profileId, WatchState state, bool tags = false)
    {
        var next = state with { Version = state.Version + 1 };
        await tx.ExecuteAsync(Upsert, Parameters(profileId, next));
        await VaultMarks.MarkAsync(tx, profileId, VaultParts.States);
        if (tags)
        {
            await tx.ExecuteAsync("delete from watch_tag where profile_id = @profileId and title_id = @TitleId", new { profileId, next.TitleId });
            foreach (var tag in next.Marks.Tags)
                await tx.ExecuteAsync("insert into watch_tag (profile_id, tag, title_id) values (@profileId, @tag, @TitleId)", new { profileId, tag, next.TitleId });
        }

        return next;
    }

    /// <summary>What a search in one's library looks through.</summary>
    public static string Words(string title, string? creator) => $"{title} {creator}".ToLowerInvariant();

    private static object Parameters(string profileId, WatchState state) => new
    {
        profileId,
        state.TitleId,
        state.Version,
        state.Title,
        state.Creator,
        words = Words(state.Title, state.Creator) + (state.Marks.Notes is { } notes ? " " + notes.ToLowerInvariant() : ""),
        facts = JsonSerializer.Serialize(new FactsPart(state.Facts, state.Manual, state.Carried), Stored),
        lastPlay = state.LastPlay is null ? null : JsonSerializer.Serialize(state.LastPlay, Stored),
        marks = JsonSerializer.Serialize(state.Marks, Stored),
        status = WordConverter.Of(state.Status.ToString()),
        state.Progress,
        state.PositionMs,
        state.DurationMs,
        rating = state.Marks.Rating,
        state.AddedAt,
        state.WatchedAt,
        state.CompletedAt,
        dismissedAt = state.Marks.DismissedAt,
        state.WatchedMs,
        state.Plays,
    };

    private const string Columns = "title_id, version, title, creator, duration_ms, facts, last_play, marks";

    private const string Upsert = """
        insert into watch_state (profile_id, title_id, version, title, creator, words, facts, last_play, marks, status, progress, position_ms,
            duration_ms, rating, added_at, watched_at, completed_at, dismissed_at, watched_ms, plays)
        values (@profileId, @TitleId, @Version, @Title, @Creator, @words, @facts, @lastPlay, @marks, @status, @Progress, @PositionMs,
            @DurationMs, @rating, @AddedAt, @WatchedAt, @CompletedAt, @dismissedAt, @WatchedMs, @Plays)
        on conflict (profile_id, title_id) do update set version = excluded.version, title = excluded.title, creator = excluded.creator,
            words = excluded.words, facts = excluded.facts, last_play = excluded.last_play, marks = excluded.marks, status = excluded.status,
            progress = excluded.progress, position_ms = excluded.position_ms, duration_ms = excluded.duration_ms, rating = excluded.rating,
            added_at = excluded.added_at, watched_at = excluded.watched_at, completed_at = excluded.completed_at,
            dismissed_at = excluded.dismissed_at, watched_ms = excluded.watched_ms, plays = excluded.plays
        """;

    private sealed record FactsPart(WatchFacts Events, ManualPlays Entries, WatchFacts? Carried = null);

    private sealed record Row
    {
        public required string TitleId { get; init; }

        public required long Version { get; init; }

        public required string Title { get; init; }

        public string? Creator { get; init; }

        public required long DurationMs { get; init; }

        public required string Facts { get; init; }

        public string? LastPlay { get; init; }

        public required string Marks { get; init; }

        public WatchState ToState()
        {
            var facts = JsonSerializer.Deserialize<FactsPart>(Facts, Stored)!;
            return new WatchState
            {
                TitleId = TitleId,
                Version = Version,
                Title = Title,
                Creator = Creator,
                DurationMs = DurationMs,
                Facts = facts.Events ?? WatchFacts.None,
                Manual = facts.Entries ?? ManualPlays.None,
                Carried = facts.Carried,
                LastPlay = LastPlay is null ? null : JsonSerializer.Deserialize<Play>(LastPlay, Stored),
                Marks = JsonSerializer.Deserialize<WatchMarks>(Marks, Stored)!,
            };
        }
    }
}
