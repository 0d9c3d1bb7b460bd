using Kinora.Library.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Library.States;

/// <summary>Reads states in short.</summary>
internal sealed class WatchReader(Db db) : IWatchStates
{
    public async Task<IReadOnlyDictionary<string, WatchMark>> OfAsync(string profileId, IReadOnlyCollection<string> titleIds, CancellationToken cancel) =>
        (await db.QueryAsync<Row>(
            $"{Select} and added_at is not null and {db.Dialect.AnyOf("title_id", "titles")}", new { profileId, titles = db.Dialect.List(titleIds) }, cancel))
        .ToDictionary(row => row.TitleId, row => row.ToMark(), StringComparer.Ordinal);

    public async Task<IReadOnlyList<WatchMark>> LatelyAsync(string profileId, long since, int most, CancellationToken cancel) =>
        (await db.QueryAsync<Row>($"{Select} {Lately}", new { profileId, since, most }, cancel)).ConvertAll(row => row.ToMark());

    private const string Lately = "and (watched_at >= @since or dismissed_at >= @since) order by watched_at desc, title_id limit @most";

    private const string Select = """
        select title_id, status, progress, position_ms, duration_ms, watched_at, completed_at, dismissed_at
        from watch_state where profile_id = @profileId
        """;

    private sealed record Row
    {
        public required string TitleId { get; init; }

        public required string Status { get; init; }

        public required double Progress { get; init; }

        public long? PositionMs { get; init; }

        public required long DurationMs { get; init; }

        public long? WatchedAt { get; init; }

        public long? CompletedAt { get; init; }

        public long? DismissedAt { get; init; }

        public WatchMark ToMark() => new()
        {
            TitleId = TitleId,
            Status = StatusWords.Parse(Status)!.Value,
            Progress = Progress,
            PositionMs = PositionMs,
            DurationMs = DurationMs,
            WatchedAt = WatchedAt,
            CompletedAt = CompletedAt,
            DismissedAt = DismissedAt,
        };
    }
}
