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

    public long Bytes => _chunks.Sum(c => c.Bytes);

    public static FacetIndex Build(int count, ITitleFacets facets, CancellationToken cancel)
    {
        var chunks = new FacetChunk[(count + Bits.Mask) >> Bits.Shift];
        var options = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, chunks.Length, options, chunk => chunks[chunk] = BuildChunk(chunk, count, facets));
        return new FacetIndex([.. chunks]);
    }

    /// <summary>The index after the facets of some titles changed; <paramref name="count"/> ordinals are there now.</summary>
    public FacetIndex With(IEnumerable<int> changed, int count, ITitleFacets facets)
    {
        var chunks = _chunks.ToBuilder();
        foreach (var chunk in changed.Select(ordinal => ordinal >> Bits.Shift).Distinct().Order())
        {
            while (chunks.Count <= chunk) chunks.Add(BuildChunk(chunks.Count, count, facets));
            chunks[chunk] = BuildChunk(chunk, count, facets);
        }

        return new FacetIndex(chunks.DrainToImmutable());
    }

    /// <summary>The facets of a chunk, or null where nothing is known of it.</summary>
    public FacetChunk? ChunkAt(int chunk) => chunk < _chunks.Length ? _chunks[chunk] : null;

    private static FacetChunk BuildChunk(int chunk, int count, ITitleFacets facets) =>
        FacetChunk.Build(chunk << Bits.Shift, Math.Clamp(count - (chunk << Bits.Shift), 0, Bits.Titles), facets);
}
