using Kinora.Ranking.Columns;
using Kinora.Ranking.Shared;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Shared;

/// <summary>
/// How often the profiles that share saw each title. Impressions are by far the most of all signals, so each is read once: those received
/// a while ago are settled, and only newer ones, of which some may not be visible yet, are read again.
/// </summary>
internal sealed class SeenCounts(ISignalHistory history)
{
    private const long DayMs = 24L * 3_600_000;

    /// <summary>Rows may become visible a little after their time of receipt.</summary>
    private const long SettlesAfterMs = 10_000;

    private readonly Dictionary<int, (int All, int Lately)> _settled = [];
    private readonly Dictionary<string, long> _lastAt = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (int All, int Lately)> _recent = [];
    private long _upTo;

    /// <summary>Starts anew, as of a time, without anybody.</summary>
    public void Clear(long nowMs)
    {
        _settled.Clear();
        _lastAt.Clear();
        _recent.Clear();
        _upTo = nowMs - SettlesAfterMs;
    }

    /// <summary>When a profile's newest impression arrived, Unix ms.</summary>
    public long LastAt(string profileId) => _lastAt.GetValueOrDefault(profileId, long.MinValue);

    /// <summary>Takes in what profiles saw that were not counted yet, up to where all others are settled.</summary>
    public async Task JoinAsync(IReadOnlyCollection<string> profileIds, long since, long nowMs, CancellationToken cancel)
    {
        foreach (var one in await history.CountSeenAsync(profileIds, since, _upTo, nowMs - 30 * DayMs, cancel))
            Count(_settled, one);
    }

    /// <summary>Settles what came since, of profiles that joined.</summary>
    public async Task SettleAsync(IReadOnlySet<string> joined, long nowMs, CancellationToken cancel)
    {
        var upTo = Math.Max(_upTo, nowMs - SettlesAfterMs);
        foreach (var one in await NewAsync(joined, _upTo, upTo, nowMs, cancel))
            Count(_settled, one);
        _upTo = upTo;
    }

    /// <summary>Counts anew what is not settled yet.</summary>
    public async Task CountRecentAsync(IReadOnlySet<string> joined, long nowMs, CancellationToken cancel)
    {
        var recent = await NewAsync(joined, _upTo, long.MaxValue, nowMs, cancel);
        _recent.Clear();
        foreach (var one in recent)
            Count(_recent, one);
    }

    public IEnumerable<TitleAggregate> Titles(CatalogueColumns columns) => new[] { _settled, _recent }
        .SelectMany(counts => counts)
        .Where(count => columns.Has(count.Key))
        .Select(count => new TitleAggregate { Title = count.Key, Impressions = count.Value.All, Impressions30 = count.Value.Lately });

    private async Task<List<SeenCount>> NewAsync(IReadOnlySet<string> joined, long from, long to, long nowMs, CancellationToken cancel) => from >= to
        ? []
        : [.. (await history.CountSeenAsync(null, from, to, nowMs - 30 * DayMs, cancel)).Where(one => joined.Contains(one.ProfileId))];

    private void Count(Dictionary<int, (int All, int Lately)> counts, SeenCount one)
    {
        var (all, lately) = counts.GetValueOrDefault(one.Ordinal);
        counts[one.Ordinal] = (all + one.All, lately + one.Lately);
        _lastAt[one.ProfileId] = Math.Max(LastAt(one.ProfileId), one.LastAt);
    }
}
