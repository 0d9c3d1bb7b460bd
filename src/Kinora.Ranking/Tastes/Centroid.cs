using System.Numerics.Tensors;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Tastes;

/// <summary>
/// Where a profile's taste lies among the embeddings: Σ w e of engaged titles − Σ w e of disliked ones, w halves in 90 days, ×2 liked,
/// normalised; shorter than 0.05 = none (ranking.md, For you).
/// </summary>
internal static class Centroid
{
    private const double HalfLifeMs = 90.0 * 86_400_000;
    private const float Shortest = 0.05f;

    public static float[]? Of(CatalogueColumns columns, List<Viewing> viewings, long nowMs)
    {
        var (sum, weights) = (new float[Vectors.Dimensions], 0.0);
        foreach (var viewing in viewings)
        {
            if (!viewing.Disliked && !viewing.IsGood)
                continue;
            var subject = columns.Subject(viewing.Title);
            var (vectors, local) = (columns.Chunk(subject).Vectors, CatalogueColumns.Local(subject));
            if (vectors is null || !vectors.Has(local))
                continue;
            var weight = Math.Exp(-Math.Log(2) * Math.Max(0, nowMs - viewing.FirstAt) / HalfLifeMs) * (viewing.Liked ? 2 : 1);
            weights += weight;
            Add(sum, vectors[local], viewing.Disliked ? -weight : weight);
        }

        if (weights == 0)
            return null;
        var length = TensorPrimitives.Norm(sum);
        if (length / weights < Shortest)
            return null;
        TensorPrimitives.Divide(sum, length, sum);
        return sum;
    }

    /// <summary>From −1 to 1.</summary>
    public static double Cosine(float[] centroid, ReadOnlySpan<sbyte> vector)
    {
        var length = ByteDot.Of(vector, vector);
        return length == 0 ? 0 : ByteDot.Of(centroid, vector) / Math.Sqrt(length);
    }

    private static void Add(float[] sum, ReadOnlySpan<sbyte> vector, double weight)
    {
        var length = 0;
        foreach (var part in vector)
            length += part * part;
        var scale = (float)(weight / Math.Sqrt(Math.Max(1, length)));
        for (var i = 0; i < sum.Length; i++)
            sum[i] += scale * vector[i];
    }
}
