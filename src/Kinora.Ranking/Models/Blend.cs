using System.Buffers;
using System.Numerics.Tensors;

namespace Kinora.Ranking.Models;

/// <summary>
/// A weighted sum of models, each brought to mean 0 and deviation 1 over what the person has not had, so that the weights mean the same
/// for everybody.
/// </summary>
internal sealed class Blend(IItemScorer[] parts, float[] weights) : IItemScorer
{
    public void Score(ReadOnlySpan<int> history, long at, Span<float> scores)
    {
        scores.Clear();
        var room = ArrayPool<float>.Shared.Rent(scores.Length);
        var own = room.AsSpan(0, scores.Length);
        for (var part = 0; part < parts.Length; part++)
        {
            if (weights[part] == 0)
                continue;
            parts[part].Score(history, at, own);
            Standardise(own, history);
            TensorPrimitives.MultiplyAdd(own, weights[part], scores, scores);
        }

        ArrayPool<float>.Shared.Return(room);
    }

    /// <summary>Gives the factor that the scores were multiplied by.</summary>
    public static float Standardise(Span<float> scores, ReadOnlySpan<int> history)
    {
        double sum = TensorPrimitives.Sum<float>(scores), squares = TensorPrimitives.SumOfSquares<float>(scores);
        foreach (var item in history)
        {
            sum -= scores[item];
            squares -= (double)scores[item] * scores[item];
        }

        var count = Math.Max(1, scores.Length - history.Length);
        var mean = sum / count;
        var deviation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
        TensorPrimitives.Subtract(scores, (float)mean, scores);
        var factor = deviation > 1e-12 ? (float)(1 / deviation) : 0;
        TensorPrimitives.Multiply(scores, factor, scores);
        return factor;
    }
}
