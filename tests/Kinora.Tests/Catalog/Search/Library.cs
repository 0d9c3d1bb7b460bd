using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

/// <summary>A small catalogue for tests: titles with everything that search looks at.</summary>
internal sealed class Library : ITitleFacets
{
    private readonly SortedDictionary<int, Entry> _titles = [];
    private readonly Dictionary<(string Column, int Chunk), Array> _columns = [];

    public IReadOnlyDictionary<int, Entry> Titles => _titles;

    public int Count => _titles.Count == 0 ? 0 : _titles.Keys.Max() + 1;

    public static Library Of(params string[] names)
    {
        var library = new Library();
        for (var i = 0; i < names.Length; i++) library[i] = new Entry { Name = new TitleName(names[i]) };
        return library;
    }

    public Entry? this[int ordinal]
    {
        get => _titles.GetValueOrDefault(ordinal);
        set
        {
            _columns.Clear();
            if (value is null) _titles.Remove(ordinal);
            else _titles[ordinal] = value;
        }
    }

    public TitleIndex Index() => TitleIndex.Build(Count, ordinal => this[ordinal]?.Name, TestContext.Current.CancellationToken);

    public TitleSearch Search() => new(Index(), FacetIndex.Build(Count, this, TestContext.Current.CancellationToken), this);

    public string[] Names(TitleResults results) => [.. results.Hits.Select(h => this[h.Ordinal]!.Name.Name)];

    public string[] Find(string query) => Names(Search().Find(new TitleRequest { Query = query, Limit = 100 }));

    public int Read(int ordinal, FilterPart facet, Span<int> values)
    {
        if (this[ordinal] is not { } title) return 0;
        var own = title.ValuesOf(facet);
        own.CopyTo(values);
        return own.Length;
    }

    public ReadOnlySpan<ulong> Listed(int chunk) => (ulong[])Cached("listed", chunk, () =>
    {
        var listed = new ulong[Bits.Length];
        foreach (var (ordinal, title) in _titles)
            if (title.Listed && ordinal >> Bits.Shift == chunk)
                Bits.Set(listed, ordinal & Bits.Mask);
        return listed;
    });

    public ReadOnlySpan<float> Popularity(int chunk) => Column("popularity", chunk, t => t.Popularity);

    public ReadOnlySpan<long> PublishedAt(int chunk) => Column("published", chunk, t => t.PublishedAt);

    public ReadOnlySpan<long> DurationMs(int chunk) => Column("duration", chunk, t => t.DurationMs);

    private T[] Column<T>(string name, int chunk, Func<Entry, T> of) => (T[])Cached(name, chunk, () =>
    {
        var first = chunk << Bits.Shift;
        var column = new T[Math.Clamp(Count - first, 0, Bits.Titles)];
        foreach (var (ordinal, title) in _titles)
            if (ordinal >> Bits.Shift == chunk)
                column[ordinal - first] = of(title);
        return column;
    });

    private Array Cached(string name, int chunk, Func<Array> make)
    {
        lock (_columns)
        {
            if (!_columns.TryGetValue((name, chunk), out var column)) _columns[(name, chunk)] = column = make();
            return column;
        }
    }

    internal sealed record Entry
    {
        public required TitleName Name { get; init; }

        public int Kind { get; init; }

        public int[] Genres { get; init; } = [];

        public int? Category { get; init; }

        public int? Language { get; init; }

        public int? Creator { get; init; }

        public bool Available { get; init; } = true;

        public bool Listed { get; init; } = true;

        public float Popularity { get; init; }

        public long PublishedAt { get; init; }

        public long DurationMs { get; init; }

        public int[] ValuesOf(FilterPart facet) => facet switch
        {
            FilterPart.Kind => [Kind],
            FilterPart.Genre => Genres,
            FilterPart.Category => Category is { } category ? [category] : [],
            FilterPart.Language => Language is { } language ? [language] : [],
            FilterPart.Creator => Creator is { } creator ? [creator] : [],
            FilterPart.Available => [Available ? 1 : 0],
            _ => [],
        };
    }
}
