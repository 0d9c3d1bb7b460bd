using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Models;

/// <summary>
/// EASE (Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019): the linear model that rebuilds every history from itself
/// without using an item for itself. Closed form: with P = (XᵀX + λI)⁻¹, B = I − P · diag(1/P).
/// </summary>
internal static class Ease
{
    public static Matrix Fit(Histories fit, float lambda, int threads, CancellationToken cancel)
    {
        var weights = CoOccurrence.Count(fit, threads);
        for (var item = 0; item < fit.ItemCount; item++)
            weights[item, item] += lambda;
        SymmetricInverse.Invert(weights, threads, cancel);
        var diagonal = new float[fit.ItemCount];
        for (var item = 0; item < fit.ItemCount; item++)
            diagonal[item] = -1 / weights[item, item];
        for (var item = 0; item < fit.ItemCount; item++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(weights.Row(item), diagonal, weights.Row(item));
            weights[item, item] = 0;
        }

        return weights;
    }
}
