namespace Kinora.Ranking.Feed;

/// <summary>
/// The candidates of one profile, at most 2,000, kept between pages: what the rungs nominated, and what of the score does not change from
/// page to page, 12 B a candidate. Those that have ceased to be fresh are struck out; the next filling leaves them behind.
/// </summary>
internal sealed class FeedPool
{
    /// <summary>What a struck-out candidate has instead of its title.</summary>
    public const int Gone = -1;

    private readonly int[] _ends = new int[(int)Rung.Explore + 1];
    private int[] _titles = [];
    private (ushort Place, ushort Number)[] _underExposed = [];
    private int _underExposedCount;

    /// <summary>Candidates, struck-out ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Candidates that are fresh.</summary>
    public int Fresh { get; private set; }

    /// <summary>By candidate; <see cref="Gone"/> where it is struck out.</summary>
    public ReadOnlySpan<int> Titles => _titles.AsSpan(0, Count);

    /// <summary>w E + w C by candidate, as of the last scoring.</summary>
    public float[] Steady { get; private set; } = [];

    public int[] DatedMinutes { get; private set; } = [];

    /// <summary>Places of under-exposed candidates and their numbers among the weights of exploration, heaviest first.</summary>
    public ReadOnlySpan<(ushort Place, ushort Number)> UnderExposed => _underExposed.AsSpan(0, _underExposedCount);

    /// <summary>What the kept parts of the score were made for.</summary>
    public object? ScoredFor { get; private set; }

    public DialWeights ScoredWith { get; private set; }

    /// <summary>The rung that nominated a candidate.</summary>
    public Rung RungOf(int candidate)
    {
        var rung = 0;
        while (candidate >= _ends[rung])
            rung++;
        return (Rung)rung;
    }

    /// <summary>Takes over what the rungs nominated, in their order.</summary>
    /// <param name="ends">By rung: where its candidates end.</param>
    public void Fill(ReadOnlySpan<int> titles, ReadOnlySpan<int> ends)
    {
        if (_titles.Length < titles.Length)
            (_titles, Steady, DatedMinutes) = (new int[titles.Length], new float[titles.Length], new int[titles.Length]);
        titles.CopyTo(_titles);
        ends.CopyTo(_ends);
        (Count, Fresh, _underExposedCount, ScoredFor) = (titles.Length, titles.Length, 0, null);
    }

    /// <summary>Takes over which candidates are under-exposed; the parts of the score are in place.</summary>
    public void Scored(object scores, DialWeights with, ReadOnlySpan<(ushort Place, ushort Number)> underExposed)
    {
        if (_underExposed.Length < underExposed.Length)
            _underExposed = new (ushort, ushort)[underExposed.Length];
        underExposed.CopyTo(_underExposed);
        (_underExposedCount, ScoredFor, ScoredWith) = (underExposed.Length, scores, with);
    }

    /// <summary>Strikes out a title that is no longer fresh, if it is here.</summary>
    public void Strike(int title)
    {
        if (Titles.IndexOf(title) is var place && place < 0)
            return;
        _titles[place] = Gone;
        Fresh--;
    }

    /// <summary>Strikes out all that is not fresh.</summary>
    public void Prune(in Freshness freshness)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_titles[i] == Gone || freshness.IsFresh(_titles[i]))
                continue;
            _titles[i] = Gone;
            Fresh--;
        }
    }
}
