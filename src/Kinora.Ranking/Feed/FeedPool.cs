namespace Kinora.Ranking.Feed;

/// <summary>
/// The candidates of one profile, at most 2,000, kept between pages: what the rungs nominated, and what of the score does not change from
/// page to page. Some may have ceased to be fresh; they are left out when they are met.
/// </summary>
internal sealed class FeedPool
{
    private int[] _titles = [];
    private Rung[] _rungs = [];

    public int Count { get; private set; }

    public Span<int> Titles => _titles.AsSpan(0, Count);

    public ReadOnlySpan<Rung> Rungs => _rungs.AsSpan(0, Count);

    /// <summary>E, C and the minute of the date by candidate, as of the last scoring.</summary>
    public float[] E { get; private set; } = [];

    public float[] C { get; private set; } = [];

    public int[] DatedMinutes { get; private set; } = [];

    /// <summary>Places of under-exposed candidates with their weights, heaviest first.</summary>
    public List<(int Place, double Weight)> UnderExposed { get; } = [];

    /// <summary>What the cached parts of the score were made for.</summary>
    public object? ScoredFor { get; set; }

    public void Clear()
    {
        Count = 0;
        ScoredFor = null;
        UnderExposed.Clear();
    }

    public void Add(int title, Rung rung)
    {
        if (Count == _titles.Length)
        {
            var length = Math.Max(64, Count * 2);
            Array.Resize(ref _titles, length);
            Array.Resize(ref _rungs, length);
        }

        (_titles[Count], _rungs[Count]) = (title, rung);
        Count++;
    }

    /// <summary>Keeps only what is fresh.</summary>
    public void Prune(in Freshness freshness)
    {
        var moved = new int[Count];
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            moved[i] = -1;
            if (!freshness.IsFresh(_titles[i]))
                continue;
            moved[i] = kept;
            (_titles[kept], _rungs[kept]) = (_titles[i], _rungs[i]);
            if (ScoredFor is not null)
                (E[kept], C[kept], DatedMinutes[kept]) = (E[i], C[i], DatedMinutes[i]);
            kept++;
        }

        Count = kept;
        UnderExposed.RemoveAll(item => moved[item.Place] < 0);
        for (var i = 0; i < UnderExposed.Count; i++)
            UnderExposed[i] = (moved[UnderExposed[i].Place], UnderExposed[i].Weight);
    }

    public void MakeRoomForScores()
    {
        if (E.Length >= Count)
            return;
        (E, C, DatedMinutes) = (new float[Count], new float[Count], new int[Count]);
    }
}
