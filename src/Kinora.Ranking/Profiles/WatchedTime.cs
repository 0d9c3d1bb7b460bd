namespace Kinora.Ranking.Profiles;

/// <summary>
/// How much of a title was watched: the length of the union of watched intervals inside [0, duration], which between two events grows by
/// at most 4 × the time between them + 2 s (ranking.md, Signals into numbers).
/// </summary>
internal sealed class WatchedTime(long durationMs)
{
    private const long Speed = 4;
    private const long SlackMs = 2_000;

    private readonly List<Interval> _union = [];
    private long _lastAt = long.MinValue;

    public long CreditedMs { get; private set; }

    /// <summary>Whether anything was told about what was watched.</summary>
    public bool Told { get; private set; }

    /// <summary>Events come in the order of (time, id).</summary>
    public void Add(long at, IEnumerable<Interval> watched)
    {
        foreach (var interval in watched)
        {
            Told = true;
            Unite(Math.Clamp(interval.From, 0, durationMs), Math.Clamp(interval.To, 0, durationMs));
        }

        var union = 0L;
        foreach (var (from, to) in _union)
            union += to - from;
        CreditedMs = _lastAt == long.MinValue ? union : Math.Min(union, CreditedMs + Speed * (at - _lastAt) + SlackMs);
        _lastAt = at;
    }

    private void Unite(long from, long to)
    {
        if (to <= from)
            return;
        var first = _union.FindIndex(known => known.To >= from);
        first = first < 0 ? _union.Count : first;
        var end = first;
        for (; end < _union.Count && _union[end].From <= to; end++)
            (from, to) = (Math.Min(from, _union[end].From), Math.Max(to, _union[end].To));
        _union.RemoveRange(first, end - first);
        _union.Insert(first, new Interval(from, to));
    }
}
