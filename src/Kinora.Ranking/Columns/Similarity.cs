namespace Kinora.Ranking.Columns;

/// <summary>
/// How alike two titles are, from 0 to 1: the cosine where both have an embedding of one model, else Jaccard over creator, genres, tags and
/// the words of their names (ranking.md, Score, D).
/// </summary>
internal static class Similarity
{
    public static double Of(CatalogueColumns columns, int a, int b)
    {
        if (a == b)
            return 1;
        var (chunkA, chunkB) = (columns.Chunk(a), columns.Chunk(b));
        var (localA, localB) = (CatalogueColumns.Local(a), CatalogueColumns.Local(b));
        if (chunkA.Vectors is { } va && chunkB.Vectors is { } vb && va.Model == vb.Model && va.Has(localA) && vb.Has(localB))
            return Math.Clamp(Vectors.Cosine(va[localA], vb[localB]), 0, 1);
        return Jaccard(chunkA.Features[localA], chunkB.Features[localB]);
    }

    /// <summary>Both sorted. Two titles about which nothing is known are not alike.</summary>
    public static double Jaccard(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int i = 0, j = 0, common = 0, all = 0;
        while (i < a.Length && j < b.Length)
        {
            var (x, y) = (a[i], b[j]);
            var counts = Feature.IsAlike(x <= y ? x : y) ? 1 : 0;
            all += counts;
            common += x == y ? counts : 0;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }

        for (; i < a.Length; i++)
            all += Feature.IsAlike(a[i]) ? 1 : 0;
        for (; j < b.Length; j++)
            all += Feature.IsAlike(b[j]) ? 1 : 0;
        return all == 0 ? 0 : (double)common / all;
    }
}
