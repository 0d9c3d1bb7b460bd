namespace Kinora.Ranking.Columns;

/// <summary>What is worked out from a chunk when first needed and then kept with it, so that snapshots share this too.</summary>
internal sealed partial class ColumnChunk
{
    /// <summary>Different filters that a chunk remembers; one more throws them all away.</summary>
    private const int MostFilters = 24;

    /// <summary>Newest titles of a kind that a chunk can name.</summary>
    public const int NewestKept = 2_048;

    private readonly Lock _deriving = new();
    private readonly Dictionary<EligibilityFilter, EligibleBits> _eligible = [];
    private readonly ushort[]?[] _newest = new ushort[]?[Enum.GetValues<TitleKind>().Length];
    private FeatureIndex? _index;
    private SeriesIndex? _bySeries;
    private int _genreNumbers = -1;
    private ushort[]? _private;

    public FeatureIndex Index => Volatile.Read(ref _index) ?? Once(() => _index ??= new FeatureIndex(Features));

    public SeriesIndex BySeries => Volatile.Read(ref _bySeries) ?? Once(() => _bySeries ??= new SeriesIndex(this));

    /// <summary>Places of titles that are ready, and shadow-banned: their owner may have them.</summary>
    public ReadOnlySpan<ushort> Private => Volatile.Read(ref _private) ?? Once(() => _private ??= FindPrivate());

    /// <summary>Genre numbers of its titles are below this.</summary>
    public int GenreNumbers
    {
        get
        {
            if (_genreNumbers < 0)
                _genreNumbers = Genres.Largest + 1;
            return _genreNumbers;
        }
    }

    public EligibleBits Eligible(in EligibilityFilter filter)
    {
        lock (_deriving)
        {
            if (_eligible.TryGetValue(filter, out var known))
                return known;
            if (_eligible.Count >= MostFilters)
                _eligible.Clear();
            return _eligible[filter] = new EligibleBits(this, filter);
        }
    }

    /// <summary>Places of ready, public titles of a kind whose date is known, newest first, at most <see cref="NewestKept"/>.</summary>
    public ReadOnlySpan<ushort> Newest(TitleKind kind) =>
        Volatile.Read(ref _newest[(int)kind]) ?? Once(() => _newest[(int)kind] ??= FindNewest(kind));

    private T Once<T>(Func<T> make)
    {
        lock (_deriving)
            return make();
    }

    private ushort[] FindPrivate()
    {
        var found = new List<ushort>();
        for (var i = 0; Owners is not null && i < Count; i++)
        {
            if ((Flags[i] & (TitleFlags.Ready | TitleFlags.ShadowBan)) == (TitleFlags.Ready | TitleFlags.ShadowBan) && Owners[i] >= 0)
                found.Add((ushort)i);
        }

        return [.. found];
    }

    private ushort[] FindNewest(TitleKind kind)
    {
        const TitleFlags Shown = TitleFlags.Ready | TitleFlags.Public;
        var (times, places) = (new List<long>(), new List<ushort>());
        for (var i = 0; i < Count; i++)
        {
            if (Kinds[i] != kind || (Flags[i] & Shown) != Shown || DatedAt(i) == Unknown)
                continue;
            times.Add(-DatedAt(i));
            places.Add((ushort)i);
        }

        var sorted = places.ToArray();
        Array.Sort(times.ToArray(), sorted);
        return sorted.Length <= NewestKept ? sorted : sorted[..NewestKept];
    }
}
