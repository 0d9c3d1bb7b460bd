namespace Kinora.Catalog.Search;

/// <summary>For each facet and each of its values the titles of one chunk that have it.</summary>
internal sealed class FacetChunk
{
    private readonly Lists[] _facets = new Lists[FacetIndex.Facets];

    public long Bytes => _facets.Sum(f => f.Postings.Bytes + 4L * f.Values.Length);

    public static FacetChunk Build(int firstOrdinal, int count, ITitleFacets facets)
    {
        var chunk = new FacetChunk();
        for (var facet = 0; facet < FacetIndex.Facets; facet++) chunk._facets[facet] = Read(firstOrdinal, count, facets, (FilterPart)facet);
        return chunk;
    }

    /// <summary>Adds the titles that have a value to a set.</summary>
    public void AddTo(Span<ulong> set, FilterPart facet, int value)
    {
        var (values, postings) = _facets[(int)facet];
        var list = values.AsSpan().BinarySearch((uint)value);
        if (list >= 0) postings.AddTo(set, list);
    }

    /// <summary>Adds to the count of each value how many titles of the set have it.</summary>
    public void Count(ReadOnlySpan<ulong> set, FilterPart facet, List<int> counts)
    {
        var (values, postings) = _facets[(int)facet];
        for (var list = 0; list < values.Length; list++)
        {
            var count = postings.CountIn(set, list);
            if (count == 0) continue;
            while (counts.Count <= values[list]) counts.Add(0);
            counts[(int)values[list]] += count;
        }
    }

    private static Lists Read(int firstOrdinal, int count, ITitleFacets facets, FilterPart facet)
    {
        var table = new KeyTable();
        var builder = new PostingsBuilder();
        Span<int> values = stackalloc int[ITitleFacets.MostValues];
        for (var local = 0; local < count; local++)
            foreach (var value in values[..facets.Read(firstOrdinal + local, facet, values)])
                builder.Add(table.NumberOf((uint)value), local);
        var keys = table.Keys;
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, order);
        return new Lists(keys, builder.Build(order));
    }

    private readonly record struct Lists(uint[] Values, PostingLists Postings);
}
