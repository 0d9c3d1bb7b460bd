using System.Collections.Immutable;

namespace Kinora.Catalog.Search;

/// <summary>The facets of all titles, so that a filter and the counts of a result are a few operations on bits. Immutable.</summary>
internal sealed class FacetIndex
{
    /// <summary>How many parts of a filter are facets.</summary>
    public const int Facets = (int)FilterPart.Creator + 1;

    /// <summary>How many of them are counted.</summary>
    public const int Counted = (int)FilterPart.Available + 1;

    public static readonly FacetIndex Empty = new([]);

    private readonly ImmutableArray<FacetChunk> _chunks;

    private FacetIndex(ImmutableArray<FacetChunk> chunks) => _chunks = chunks;

    /// <summary>How many changes stand in overlays.</summary>
    public int Changes => _chunks.Sum(c => c.Changes);

    public long Bytes => _chunks.Sum(c => c.Bytes);

    public static FacetIndex Build(int count, ITitleFacets source, CancellationToken cancel)
    {
        var chunks = new FacetChunk[(count + Bits.Mask) >> Bits.Shift];
        var options = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, chunks.Length, options, chunk => chunks[chunk] = BuildChunk(chunk, count, source));
        return new FacetIndex([.. chunks]);
    }

    /// <summary>The index after the facets of some titles changed, or titles came or went.</summary>
    public FacetIndex With(IEnumerable<int> changed, ITitleFacets source)
    {
        var chunks = _chunks.ToBuilder();
        foreach (var group in changed.GroupBy(ordinal => ordinal >> Bits.Shift))
        {
            while (chunks.Count <= group.Key) chunks.Add(FacetChunk.Build(0, 0, source));
            chunks[group.Key] = chunks[group.Key].With(group.Key << Bits.Shift, group.Select(ordinal => ordinal & Bits.Mask), source);
        }

        return new FacetIndex(chunks.DrainToImmutable());
    }

    /// <summary>The same with the changes of each chunk folded into its base; <paramref name="source"/> must be what they were read from.</summary>
    public FacetIndex Merge(int count, ITitleFacets source)
    {
        var chunks = _chunks.ToBuilder();
        for (var i = 0; i < chunks.Count; i++)
            if (chunks[i].Changes > 0)
                chunks[i] = BuildChunk(i, count, source);
        return new FacetIndex(chunks.DrainToImmutable());
    }

    /// <summary>The facets of a chunk, or null where nothing is known of it.</summary>
    public FacetChunk? ChunkAt(int chunk) => chunk < _chunks.Length ? _chunks[chunk] : null;

    private static FacetChunk BuildChunk(int chunk, int count, ITitleFacets source) =>
        FacetChunk.Build(chunk << Bits.Shift, Math.Clamp(count - (chunk << Bits.Shift), 0, Bits.Titles), source);
}
