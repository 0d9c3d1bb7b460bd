using Kinora.Library.States;
using Kinora.Library.Watching;
using Kinora.Platform.Database;

namespace Kinora.Library.History;

/// <summary>Sole writer of <c>play</c>: one line of the history each.</summary>
internal static class PlayStore
{
    /// <summary>Writes plays that events made; what was only a look is none.</summary>
    public static async Task SaveAsync(Tx tx, string profileId, WatchState state, IReadOnlyList<Play> plays)
    {
        foreach (var play in plays.Where(play => play.Begun))
            await WriteAsync(tx, profileId, state, Row(state, play));
    }

    /// <summary>Takes away what events made of a title, to be made again.</summary>
    public static Task ForgetDerivedAsync(Tx tx, string profileId, string titleId) => tx.ExecuteAsync(
        "delete from play where profile_id = @profileId and title_id = @titleId and not manual", new { profileId, titleId });

    public static Task ForgetAllAsync(Tx tx, string profileId, string titleId) =>
        tx.ExecuteAsync("delete from play where profile_id = @profileId and title_id = @titleId", new { profileId, titleId });

    public static Task<PlayRow?> FindAsync(Session session, string profileId, string id) => session.FirstOrDefaultAsync<PlayRow>(
        $"select {PlayRow.Columns} from play where profile_id = @profileId and id = @id", new { profileId, id });

    public static Task RemoveAsync(Tx tx, string profileId, string id) =>
        tx.ExecuteAsync("delete from play where profile_id = @profileId and id = @id", new { profileId, id });

    /// <summary>An entry that the person made.</summary>
    public static Task EnterAsync(Tx tx, string profileId, WatchState state, PlayRow play) => WriteAsync(tx, profileId, state, play with { Manual = true });

    private static PlayRow Row(WatchState state, Play play) => new()
    {
        Id = play.Id,
        TitleId = state.TitleId,
        Title = state.Title,
        StartedAt = play.StartedAt,
        EndedAt = play.LastAt,
        WatchedMs = play.WatchedMs,
        CreditedMs = play.CreditedMs,
        DurationMs = play.DurationMs,
        ProgressStart = play.ProgressStart ?? 0,
        ProgressEnd = play.ProgressEnd ?? 0,
        Completed = play.CompletedAt is not null,
        Manual = false,
    };

    private static Task<int> WriteAsync(Tx tx, string profileId, WatchState state, PlayRow play) => tx.ExecuteAsync(Upsert, new
    {
        profileId,
        play.Id,
        state.TitleId,
        state.Title,
        words = WatchStateStore.Words(state.Title, state.Creator),
        play.StartedAt,
        endedAt = play.EndedAt,
        play.WatchedMs,
        play.CreditedMs,
        play.DurationMs,
        progressStart = play.ProgressStart,
        progressEnd = play.ProgressEnd,
        completed = play.Completed,
        manual = play.Manual,
        carried = play.Carried,
    });

    /// <summary>What the person's own entries of a title say together.</summary>
    public static async Task<ManualPlays> ManualAsync(Tx tx, string profileId, string titleId) =>
        await tx.FirstOrDefaultAsync<Sums>(Entries, new { profileId, titleId }) is { Plays: > 0 } sums
            ? new ManualPlays(sums.Plays, sums.WatchedMs, sums.FirstAt, sums.LastAt, sums.CompletedAt)
            : ManualPlays.None;

    private const string Upsert = """
        insert into play (profile_id, id, title_id, title, words, started_at, ended_at, watched_ms, credited_ms, duration_ms, progress_start,
            progress_end, completed, manual, carried)
        values (@profileId, @Id, @TitleId, @Title, @words, @StartedAt, @endedAt, @WatchedMs, @CreditedMs, @DurationMs, @progressStart,
            @progressEnd, @completed, @manual, @carried)
        on conflict (profile_id, id) do update set title_id = excluded.title_id, title = excluded.title, words = excluded.words,
            started_at = excluded.started_at, ended_at = excluded.ended_at, watched_ms = excluded.watched_ms,
            credited_ms = excluded.credited_ms, duration_ms = excluded.duration_ms, progress_start = excluded.progress_start,
            progress_end = excluded.progress_end, completed = excluded.completed, manual = excluded.manual, carried = excluded.carried
        """;

    private const string Entries = """
        select cast(count(*) as integer) as plays, cast(coalesce(sum(watched_ms), 0) as bigint) as watched_ms, min(started_at) as first_at, max(ended_at) as last_at,
            min(case when completed then ended_at end) as completed_at
        from play where profile_id = @profileId and title_id = @titleId and manual
        """;

    private sealed record Sums
    {
        public required int Plays { get; init; }

        public required long WatchedMs { get; init; }

        public long? FirstAt { get; init; }

        public long? LastAt { get; init; }

        public long? CompletedAt { get; init; }
    }
}

/// <summary>One play as it is kept.</summary>
internal sealed record PlayRow
{
    public const string Columns = """
        id, title_id, title, started_at, ended_at, watched_ms, credited_ms, duration_ms, progress_start, progress_end, completed, manual, carried
        """;

    public required string Id { get; init; }

    public required string TitleId { get; init; }

    public required string Title { get; init; }

    public required long StartedAt { get; init; }

    public required long EndedAt { get; init; }

    public required long WatchedMs { get; init; }

    public required long CreditedMs { get; init; }

    public required long DurationMs { get; init; }

    public required double ProgressStart { get; init; }

    public required double ProgressEnd { get; init; }

    public required bool Completed { get; init; }

    /// <summary>It stands by itself; what is not is made again from events.</summary>
    public required bool Manual { get; init; }

    /// <summary>It came with another installation's files, and was told there by a player.</summary>
    public bool Carried { get; init; }
}
