using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>Reads <c>signal</c> for those who derive something from it.</summary>
internal sealed class SignalHistory(Db db) : ISignalHistory
{
    public async Task<IReadOnlyList<Signal>> SinceAsync(string profileId, long version, CancellationToken cancel) =>
        await db.ReadAsync(session => SinceAsync(session, profileId, version), cancel);

    public async Task<List<Signal>> SinceAsync(Session session, string profileId, long version) =>
        (await session.QueryAsync<Row>(Since, new { profileId, version })).ConvertAll(row => row.ToSignal());

    public async Task<List<Signal>> WatchedAsync(Session session, string profileId, string titleId) =>
        (await session.QueryAsync<Row>(Watched, new { profileId, titleId })).ConvertAll(row => row.ToSignal());

    public async Task<IReadOnlyList<(string ProfileId, Signal Signal)>> OfProfilesAsync(
        IReadOnlyCollection<string> profileIds, long receivedSince, CancellationToken cancel)
    {
        var sql = $"select {Columns} from signal where received_at >= @receivedSince and kind <> 'seen' and {db.Dialect.AnyOf("profile_id", "profiles")}";
        var rows = await db.QueryAsync<Row>(sql, new { receivedSince, profiles = db.Dialect.List(profileIds) }, cancel);
        return rows.ConvertAll(row => (row.ProfileId, row.ToSignal()));
    }

    public async Task<IReadOnlyList<SeenCount>> CountSeenAsync(
        IReadOnlyCollection<string>? profileIds, long from, long to, long lately, CancellationToken cancel)
    {
        var ofProfiles = profileIds is null ? "" : $" and {db.Dialect.AnyOf("profile_id", "profiles")}";
        var sql = $"""
            select profile_id, ordinal, cast(count(*) as integer) as "all", cast(sum(case when at >= @lately then 1 else 0 end) as integer) as lately,
                max(received_at) as last_at
            from signal
            where received_at >= @from and received_at < @to and kind = 'seen' and ordinal is not null and at >= received_at - @history{ofProfiles}
            group by profile_id, ordinal
            """;
        var profiles = profileIds is null ? null : db.Dialect.List(profileIds);
        var rows = await db.QueryAsync<SeenRow>(sql, new { from, to, lately, history = SignalTimes.HistoryAfterMs, profiles }, cancel);
        return rows.ConvertAll(row => new SeenCount(row.ProfileId, row.Ordinal, row.All, row.Lately, row.LastAt));
    }

    public async Task<IReadOnlyList<string>> ActiveSinceAsync(long receivedSince, CancellationToken cancel) =>
        await db.QueryAsync<string>(
            "select distinct profile_id from signal where received_at >= @receivedSince and kind <> 'seen'", new { receivedSince }, cancel);

    public async Task<IReadOnlyList<string>> SeenBeforeAsync(long receivedBefore, CancellationToken cancel) =>
        await db.QueryAsync<string>(
            "select distinct profile_id from signal where received_at < @receivedBefore and kind = 'seen'", new { receivedBefore }, cancel);

    public Task ForgetSeenAsync(Tx tx, string profileId, long upToVersion, long receivedBefore) =>
        SignalStore.ForgetSeenAsync(tx, profileId, upToVersion, receivedBefore);

    private const string Columns = """
        profile_id, version, number, event_id, kind, title_id, ordinal, target, at, received_at, feed_session, served_at, position_ms,
        duration_ms, watched, value, note, surface, device
        """;

    private const string Since = $"select {Columns} from signal where profile_id = @profileId and version > @version order by version, number";

    // Word for word the condition of the index.
    private const string Watched = $"""
        select {Columns} from signal
        where profile_id = @profileId and title_id = @titleId and kind in ('play', 'progress', 'complete', 'tune_in', 'tune_out')
        """;

    private sealed record SeenRow
    {
        public required string ProfileId { get; init; }

        public required int Ordinal { get; init; }

        public required int All { get; init; }

        public required int Lately { get; init; }

        public required long LastAt { get; init; }
    }

    private sealed record Row
    {
        public required string ProfileId { get; init; }

        public required long Version { get; init; }

        public required int Number { get; init; }

        public required string EventId { get; init; }

        public required string Kind { get; init; }

        public string? TitleId { get; init; }

        public int? Ordinal { get; init; }

        public string? Target { get; init; }

        public required long At { get; init; }

        public required long ReceivedAt { get; init; }

        public string? FeedSession { get; init; }

        public long? ServedAt { get; init; }

        public long? PositionMs { get; init; }

        public long? DurationMs { get; init; }

        public string? Watched { get; init; }

        public double? Value { get; init; }

        public string? Note { get; init; }

        public string? Surface { get; init; }

        public string? Device { get; init; }

        public Signal ToSignal() => new()
        {
            EventId = EventId,
            Kind = SignalKinds.Parse(Kind)!.Value,
            At = At,
            ReceivedAt = ReceivedAt,
            TitleId = TitleId,
            Ordinal = Ordinal,
            Target = Target,
            FeedSession = FeedSession,
            ServedAt = ServedAt,
            PositionMs = PositionMs,
            DurationMs = DurationMs,
            Watched = Watched,
            Value = Value,
            Note = Note,
            Surface = Surface,
            Device = Device,
            Version = Version,
            Number = Number,
        };
    }
}
