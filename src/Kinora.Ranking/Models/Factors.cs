using System.Numerics.Tensors;
using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Models;

/// <summary>
/// What matrix factorisation learned: a vector for each item. A history becomes a vector by one small solve, so that a new person, or one
/// with a new signal, needs no training; an item's place is found from its first people the same way.
/// </summary>
/// <param name="gram">Σ v vᵀ over all items.</param>
internal sealed class Factors(Matrix items, Matrix gram, AlsOptions options) : IItemScorer
{
    public Matrix Items => items;

    public Matrix Gram => gram;

    public void Score(ReadOnlySpan<int> history, long at, Span<float> scores)
    {
        Span<float> person = stackalloc float[items.Columns];
        new NormalEquations(items.Columns).Solve(items, history, gram, options, person);
        for (var item = 0; item < scores.Length; item++)
            scores[item] = TensorPrimitives.Dot(items.Row(item), person);
    }
}

/// <summary>How the factors are found.</summary>
/// <param name="Regularisation">Of a row with n entries: this · (n + unobserved · columns).</param>
/// <param name="Unobserved">The weight of a pair that never was, against 1 for one that was.</param>
internal sealed record AlsOptions(int Dimensions, float Regularisation, float Unobserved, int Epochs = 12, int Seed = 1);
