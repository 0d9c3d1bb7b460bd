namespace Kinora.Catalog.Search;

/// <summary>For each value of one facet the titles of one chunk that have it.</summary>
internal sealed class FacetLists
{
    private readonly uint[] _values;
    private readonly PostingLists _postings;

    private FacetLists(uint[] values, PostingLists postings) => (_values, _postings) = (values, postings);

    public long Bytes => _postings.Bytes + 4L * _values.Length;

    /// <summary>Reads one facet of the titles with the given places in the chunk, ascending.</summary>
    public static FacetLists Read(int firstOrdinal, IEnumerable<int> locals, ITitleFacets source, FilterPart facet)
    {
        var table = new KeyTable();
        var builder = new PostingsBuilder();
        Span<int> values = stackalloc int[ITitleFacets.MostValues];
        foreach (var local in locals)
            foreach (var value in values[..source.Read(firstOrdinal + local, facet, values)])
                builder.Add(table.NumberOf((uint)value), local);
        var keys = table.Keys;
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, order);
        return new FacetLists(keys, builder.Build(order, PostingLists.QuickToCount));
    }

    /// <summary>Adds the titles that have the value to a set.</summary>
    public void AddTo(Span<ulong> set, int value)
    {
        var list = _values.AsSpan().BinarySearch((uint)value);
        if (list >= 0) _postings.AddTo(set, list);
    }

    /// <summary>Adds to the count of each value how many titles of the set have it.</summary>
    public void Count(ReadOnlySpan<ulong> set, List<int> counts)
    {
        for (var list = 0; list < _values.Length; list++) Add(counts, (int)_values[list], _postings.CountIn(set, list));
    }

    public static void Add(List<int> counts, int value, int titles)
    {
        if (titles == 0) return;
        while (counts.Count <= value) counts.Add(0);
        counts[value] += titles;
    }
}
