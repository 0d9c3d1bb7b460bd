using System.Numerics.Tensors;
using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Models;

/// <summary>
/// A linear item-to-item model: a history scores an item by the sum of its titles' weights for it, each fading by <c>exp(−age/τ)</c>, age
/// being the number of titles since. The largest terms of the sum are the reasons.
/// </summary>
/// <param name="weights">Row = what one has had, column = what it speaks for.</param>
/// <param name="fading">τ; infinite where the order does not matter.</param>
/// <param name="longest">Older titles than so many do not count.</param>
internal sealed class ItemWeights(Matrix weights, double fading = double.PositiveInfinity, int longest = int.MaxValue) : IItemScorer
{
    public Matrix Weights => weights;

    public void Score(ReadOnlySpan<int> history, long at, Span<float> scores)
    {
        scores.Clear();
        for (var age = 0; age < Math.Min(history.Length, longest); age++)
        {
            var weight = (float)Math.Exp(-age / fading);
            if (weight < 1e-6f)
                break;
            TensorPrimitives.MultiplyAdd(weights.Row(history[^(age + 1)]), weight, scores, scores);
        }
    }
}
