using System.Collections.Immutable;

namespace Kinora.Catalog.Search;

/// <summary>The facets of one chunk: a base, and over it those of the titles changed since.</summary>
internal sealed class FacetChunk
{
    private readonly FacetLists[] _base;
    private readonly FacetLists[] _overlay;
    private readonly ImmutableSortedSet<int> _changed;
    private readonly ulong[] _unchangedBits;

    private FacetChunk(FacetLists[] @base, FacetLists[] overlay, ImmutableSortedSet<int> changed)
    {
        (_base, _overlay, _changed) = (@base, overlay, changed);
        _unchangedBits = changed.IsEmpty ? [] : [.. Enumerable.Repeat(ulong.MaxValue, Bits.Length)];
        foreach (var local in changed) _unchangedBits[local >> 6] &= ~(1UL << local);
    }

    public long Bytes => _base.Sum(f => f.Bytes) + _overlay.Sum(f => f.Bytes);

    public int Changes => _changed.Count;

    public static FacetChunk Build(int firstOrdinal, int count, ITitleFacets source) =>
        new(Read(firstOrdinal, Enumerable.Range(0, count), source), [], []);

    /// <summary>The chunk after some titles changed; their facets are read anew.</summary>
    public FacetChunk With(int firstOrdinal, IEnumerable<int> locals, ITitleFacets source)
    {
        var changed = _changed.Union(locals);
        if (changed.Count > TitleChunk.MostEdits) return Build(firstOrdinal, Bits.Titles, source);
        return new FacetChunk(_base, Read(firstOrdinal, changed, source), changed);
    }

    /// <summary>Adds the titles that have a value to a set.</summary>
    public void AddTo(Span<ulong> set, FilterPart facet, int value)
    {
        if (_changed.IsEmpty)
        {
            _base[(int)facet].AddTo(set, value);
            return;
        }

        Span<ulong> known = stackalloc ulong[Bits.Length];
        known.Clear();
        _base[(int)facet].AddTo(known, value);
        Bits.And(known, _unchangedBits);
        _overlay[(int)facet].AddTo(known, value);
        Bits.Or(set, known);
    }

    /// <summary>Adds to the count of each value how many titles of the set have it.</summary>
    public void Count(ReadOnlySpan<ulong> set, FilterPart facet, List<int> counts)
    {
        if (_changed.IsEmpty)
        {
            _base[(int)facet].Count(set, counts);
            return;
        }

        Span<ulong> part = stackalloc ulong[Bits.Length];
        set.CopyTo(part);
        Bits.And(part, _unchangedBits);
        _base[(int)facet].Count(part, counts);
        set.CopyTo(part);
        Bits.AndNot(part, _unchangedBits);
        _overlay[(int)facet].Count(part, counts);
    }

    private static FacetLists[] Read(int firstOrdinal, IEnumerable<int> locals, ITitleFacets source) =>
        [.. Enumerable.Range(0, FacetIndex.Facets).Select(facet => FacetLists.Read(firstOrdinal, locals, source, (FilterPart)facet))];
}
