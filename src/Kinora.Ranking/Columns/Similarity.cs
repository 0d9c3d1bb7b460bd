namespace Kinora.Ranking.Columns;

/// <summary>
/// How alike two titles are, from 0 to 1: the cosine where both have an embedding of one model, else Jaccard over creator, genres, tags and
/// the words of their names (ranking.md, Score, D).
/// </summary>
internal static class Similarity
{
    public static double Of(CatalogueColumns columns, int a, int b) => Of(columns, a, b, []);

    /// <summary>The same, where some features say nothing.</summary>
    public static double Of(CatalogueColumns columns, int a, int b, ReadOnlySpan<int> without)
    {
        if (a == b)
            return 1;
        var (chunkA, chunkB) = (columns.Chunk(a), columns.Chunk(b));
        var (localA, localB) = (CatalogueColumns.Local(a), CatalogueColumns.Local(b));
        if (chunkA.Vectors is { } va && chunkB.Vectors is { } vb && va.Model == vb.Model && va.Has(localA) && vb.Has(localB))
            return Math.Clamp(Vectors.Cosine(va, localA, vb, localB), 0, 1);
        var featuresA = chunkA.Features[localA];
        var featuresB = chunkB.Features[localB];
        return without.IsEmpty ? Jaccard(featuresA, featuresB) : Jaccard(featuresA, featuresB, without);
    }

    /// <summary>Both sorted. Two titles about which nothing is known are not alike.</summary>
    public static double Jaccard(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            var (x, y) = (a[i], b[j]);
            common += x == y && Feature.IsAlike(x) ? 1 : 0;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }

        var all = CountAlike(a) + CountAlike(b) - common;
        return all == 0 ? 0 : (double)common / all;
    }

    private static int CountAlike(ReadOnlySpan<int> features)
    {
        var count = 0;
        foreach (var feature in features)
            count += Feature.IsAlike(feature) ? 1 : 0;
        return count;
    }

    private static double Jaccard(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ReadOnlySpan<int> without)
    {
        int i = 0, j = 0, common = 0, all = 0;
        while (i < a.Length && j < b.Length)
        {
            var (x, y) = (a[i], b[j]);
            var counts = Counts(x <= y ? x : y, without);
            all += counts;
            common += x == y ? counts : 0;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }

        for (; i < a.Length; i++)
            all += Counts(a[i], without);
        for (; j < b.Length; j++)
            all += Counts(b[j], without);
        return all == 0 ? 0 : (double)common / all;
    }

    private static int Counts(int feature, ReadOnlySpan<int> without) => Feature.IsAlike(feature) && !without.Contains(feature) ? 1 : 0;
}
