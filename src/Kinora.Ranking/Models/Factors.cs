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

/// <summary>One row's least squares problem, and the room that it needs.</summary>
internal sealed class NormalEquations(int size)
{
    private readonly float[] _square = new float[size * size];

    public void Solve(Matrix fixedSide, ReadOnlySpan<int> observed, Matrix gram, AlsOptions options, Span<float> result)
    {
        TensorPrimitives.Multiply(gram.Values, options.Unobserved, _square);
        result.Clear();
        foreach (var entry in observed)
        {
            var vector = fixedSide.Row(entry);
            TensorPrimitives.Add(result, vector, result);
            for (var i = 0; i < size; i++)
                TensorPrimitives.MultiplyAdd(vector[..(i + 1)], vector[i], _square.AsSpan(i * size, i + 1), _square.AsSpan(i * size, i + 1));
        }

        var ridge = options.Regularisation * (observed.Length + (options.Unobserved * fixedSide.Rows));
        for (var i = 0; i < size; i++)
            _square[(i * size) + i] += ridge;
        Factor();
        for (var i = 0; i < size; i++)
            result[i] = (result[i] - TensorPrimitives.Dot(Row(i)[..i], result[..i])) / Row(i)[i];
        for (var i = size - 1; i >= 0; i--)
        {
            result[i] /= Row(i)[i];
            TensorPrimitives.MultiplyAdd(Row(i)[..i], -result[i], result[..i], result[..i]);
        }
    }

    private Span<float> Row(int row) => _square.AsSpan(row * size, size);

    private void Factor()
    {
        for (var i = 0; i < size; i++)
        {
            var row = Row(i);
            for (var j = 0; j < i; j++)
                row[j] = (row[j] - TensorPrimitives.Dot(row[..j], Row(j)[..j])) / Row(j)[j];
            row[i] = MathF.Sqrt(row[i] - TensorPrimitives.Dot(row[..i], row[..i]));
        }
    }
}
