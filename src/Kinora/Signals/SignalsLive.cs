using Kinora.Platform.Database;
using Kinora.Platform.Live;
using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>What the profile did, on whichever device. The place is the profile's version.</summary>
internal sealed class SignalsLive(Db db, LiveWake wake) : ILiveSource, ISignalObserver
{
    private const int Most = 50;

    /// <summary>What is new, oldest first; where it was more than 50, the newest of it.</summary>
    internal sealed record Data(string ProfileId, long Version, IReadOnlyList<Told> Signals);

    /// <summary>One signal. A device knows its own by the event id.</summary>
    /// <param name="Target">What was hidden or followed: <c>creator:…</c>, <c>topic:…</c>.</param>
    internal sealed record Told(string EventId, string Kind, string? TitleId, string? Target, DateTimeOffset At, string? Device);

    public string Kind => "signals";

    public async Task<IReadOnlyList<LiveNews>> ReadAsync(IReadOnlyList<LiveWatch> watches, CancellationToken cancel)
    {
        var profiles = db.Dialect.List(watches.Select(watch => watch.Who.ProfileId).Distinct(StringComparer.Ordinal));
        var versions = (await db.QueryAsync<Version>(Versions(db.Dialect), new { profiles }, cancel))
            .ToDictionary(row => row.ProfileId, row => row.Number, StringComparer.Ordinal);
        var news = new List<LiveNews>(watches.Count);
        foreach (var watch in watches)
        {
            var version = versions.GetValueOrDefault(watch.Who.ProfileId);
            news.Add(new LiveNews(watch.Who, version, watch.Since < version ? await NewAsync(watch.Who.ProfileId, watch.Since.Value, version, cancel) : []));
        }

        return news;
    }

    public Task RecordedAsync(Tx tx, RecordedSignals recorded)
    {
        if (wake.IsHeard)
            tx.OnCommitted(wake.Set);
        return Task.CompletedTask;
    }

    private async Task<IReadOnlyList<LiveItem>> NewAsync(string profile, long since, long version, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<Row>(New, new { profile, since, version, most = Most }, cancel);
        rows.Reverse();
        return rows.Count == 0 ? [] : [new LiveItem(new Data(profile, version, rows.ConvertAll(row => row.Told)))];
    }

    private static string Versions(Dialect dialect) =>
        $"select profile_id, version as number from profile_version where {dialect.AnyOf("profile_id", "profiles")}";

    // What was in sight is no news to a person.
    private const string New = """
        select event_id, kind, title_id, target, at, device from signal
        where profile_id = @profile and version > @since and version <= @version and kind <> 'seen' order by version desc, number desc limit @most
        """;

    private sealed record Version
    {
        public required string ProfileId { get; init; }

        public required long Number { get; init; }
    }

    private sealed record Row
    {
        public required string EventId { get; init; }

        public required string Kind { get; init; }

        public string? TitleId { get; init; }

        public string? Target { get; init; }

        public required long At { get; init; }

        public string? Device { get; init; }

        public Told Told => new(EventId, Kind, TitleId, Target, DateTimeOffset.FromUnixTimeMilliseconds(At), Device);
    }
}
