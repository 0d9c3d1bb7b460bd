using Kinora.Catalog.Snapshots;

namespace Kinora.Catalog.Contracts;

/// <summary>
/// How popular titles are, as told by whoever counts it: of titles that a search finds equally the more popular come first. What is not
/// told counts as nothing, and equals go by name.
/// </summary>
internal sealed class TitlePopularity
{
    private float[][] _chunks = [];

    /// <summary>By chunk of the snapshot.</summary>
    public float[][] Chunks => Volatile.Read(ref _chunks);

    /// <summary>Takes the place of all that was told before.</summary>
    /// <param name="byOrdinal">May be shorter than the catalogue.</param>
    public void Swap(float[] byOrdinal) => Volatile.Write(ref _chunks, [.. byOrdinal.Chunk(CatalogueChunk.Mask + 1)]);
}
