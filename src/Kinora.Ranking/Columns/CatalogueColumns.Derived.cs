namespace Kinora.Ranking.Columns;

/// <summary>What spans the chunks; worked out when first needed.</summary>
internal sealed partial class CatalogueColumns
{
    private const int MostFilters = 24;

    private readonly Lock _deriving = new();
    private readonly Dictionary<EligibilityFilter, EligibleSet> _eligible = [];
    private readonly int[]?[] _newest = new int[]?[Enum.GetValues<TitleKind>().Length];

    public EligibleSet Eligible(in EligibilityFilter filter)
    {
        lock (_deriving)
        {
            if (_eligible.TryGetValue(filter, out var known))
                return known;
            if (_eligible.Count >= MostFilters)
                _eligible.Clear();
            var bits = new EligibleBits[_chunks.Length];
            for (var i = 0; i < bits.Length; i++)
                bits[i] = _chunks[i].Eligible(filter);
            return _eligible[filter] = new EligibleSet(bits);
        }
    }

    /// <summary>Ready, public titles of a kind with a known date, newest first; the oldest of a large catalogue are left out.</summary>
    public ReadOnlySpan<int> Newest(TitleKind kind)
    {
        lock (_deriving)
            return _newest[(int)kind] ??= FindNewest(kind);
    }

    /// <summary>Titles that only this owner may have and that pass the filter.</summary>
    public void AddOwn(int owner, in EligibilityFilter filter, ICollection<int> to)
    {
        for (var i = 0; owner >= 0 && i < _chunks.Length; i++)
        {
            var chunk = _chunks[i];
            foreach (var place in chunk.Private)
            {
                if (chunk.Owners![place] == owner && chunk.Kinds[place] == filter.Kind && filter.Drops(chunk, place) is null)
                    to.Add(i << ColumnChunk.Shift | place);
            }
        }
    }

    /// <summary>All titles with a feature.</summary>
    public void AddWith(int feature, ICollection<int> to)
    {
        for (var i = 0; i < _chunks.Length; i++)
        {
            foreach (var place in _chunks[i].Index[feature])
                to.Add(i << ColumnChunk.Shift | place);
        }
    }

    /// <summary>About so many titles with a feature, from a place in each chunk that the salt names: no more is looked at.</summary>
    public void AddSome(int feature, int most, ulong salt, ICollection<int> to)
    {
        var ofChunk = most / Math.Max(1, _chunks.Length) + 1;
        for (var i = 0; i < _chunks.Length; i++)
        {
            var places = _chunks[i].Index[feature];
            var start = places.Length <= ofChunk ? 0 : (int)(CounterRandom.Bits(salt, (uint)feature, (ulong)i) % (ulong)places.Length);
            for (var taken = 0; taken < Math.Min(ofChunk, places.Length); taken++)
                to.Add(i << ColumnChunk.Shift | places[(start + taken) % places.Length]);
        }
    }

    /// <summary>Episodes of a series in the order of season and number.</summary>
    public List<int> EpisodesOf(int series)
    {
        var episodes = new List<int>();
        for (var i = 0; i < _chunks.Length; i++)
        {
            foreach (var place in _chunks[i].BySeries[series])
            {
                if (_chunks[i].Kinds[place] == TitleKind.Episode)
                    episodes.Add(i << ColumnChunk.Shift | place);
            }
        }

        episodes.Sort((a, b) => (SeasonOf(a), EpisodeOf(a), a).CompareTo((SeasonOf(b), EpisodeOf(b), b)));
        return episodes;
    }

    /// <summary>Works out beforehand what the first request would have to wait for.</summary>
    public void Warm(params ReadOnlySpan<EligibilityFilter> filters)
    {
        foreach (var chunk in _chunks)
            _ = chunk.Index;
        foreach (var filter in filters)
        {
            Eligible(filter);
            Newest(filter.Kind);
        }
    }

    /// <summary>Where a chunk names not all of its titles, nothing as old as its last one is named: what is left is exact.</summary>
    private int[] FindNewest(TitleKind kind)
    {
        var (times, found, oldest) = (new List<(long At, int)>(), new List<int>(), long.MinValue);
        for (var i = 0; i < _chunks.Length; i++)
        {
            var newest = _chunks[i].Newest(kind);
            if (newest.Length == ColumnChunk.NewestKept)
                oldest = Math.Max(oldest, _chunks[i].DatedAt(newest[^1]));
            foreach (var place in newest)
            {
                times.Add((-_chunks[i].DatedAt(place), i << ColumnChunk.Shift | place));
                found.Add(i << ColumnChunk.Shift | place);
            }
        }

        var sorted = found.ToArray();
        Array.Sort(times.ToArray(), sorted);
        var exact = oldest == long.MinValue ? sorted.Length : Array.FindIndex(sorted, title => DatedAt(title) <= oldest);
        return sorted[..(exact < 0 ? sorted.Length : exact)];
    }
}
