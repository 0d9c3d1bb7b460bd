using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Models;

/// <summary>One row's least squares problem, and the room that it needs.</summary>
internal sealed class NormalEquations(int size)
{
    private const int Together = 8;

    private const int Step = 16;

    private readonly float[] _square = new float[size * size];

    /// <summary>The row's vector.</summary>
    /// <param name="all">How many rows the other side has, where <paramref name="fixedSide"/> holds only the observed ones.</param>
    public void Solve(Matrix fixedSide, ReadOnlySpan<int> observed, Matrix gram, AlsOptions options, Span<float> result, int all = 0)
    {
        TensorPrimitives.Multiply(gram.Values, options.Unobserved, _square);
        result.Clear();
        foreach (var entry in observed)
            TensorPrimitives.Add(result, fixedSide.Row(entry), result);
        var done = 0;
        for (; size % Step == 0 && done + Together <= observed.Length; done += Together)
            AddTogether(fixedSide, observed.Slice(done, Together));
        foreach (var entry in observed[done..])
        {
            var vector = fixedSide.Row(entry);
            for (var i = 0; i < size; i++)
                TensorPrimitives.MultiplyAdd(vector[..(i + 1)], vector[i], Row(i)[..(i + 1)], Row(i)[..(i + 1)]);
        }

        var ridge = options.Regularisation * (observed.Length + (options.Unobserved * (all > 0 ? all : fixedSide.Rows)));
        for (var i = 0; i < size; i++)
            Row(i)[i] += ridge;
        Factor();
        for (var i = 0; i < size; i++)
            result[i] = (result[i] - TensorPrimitives.Dot(Row(i)[..i], result[..i])) / Row(i)[i];
        for (var i = size - 1; i >= 0; i--)
        {
            result[i] /= Row(i)[i];
            TensorPrimitives.MultiplyAdd(Row(i)[..i], -result[i], result[..i], result[..i]);
        }
    }

    /// <summary>Eight vectors' products with themselves in one walk over the lower triangle.</summary>
    private unsafe void AddTogether(Matrix side, ReadOnlySpan<int> entries)
    {
        fixed (float* start = side.Values, square = _square)
        {
            var vectors = stackalloc float*[Together];
            for (var one = 0; one < Together; one++)
                vectors[one] = start + ((nint)entries[one] * size);
            for (var i = 0; i < size; i++)
            {
                var row = square + (i * size);
                Vector512<float> a = Vector512.Create(vectors[0][i]), b = Vector512.Create(vectors[1][i]), c = Vector512.Create(vectors[2][i]), d = Vector512.Create(vectors[3][i]);
                Vector512<float> e = Vector512.Create(vectors[4][i]), f = Vector512.Create(vectors[5][i]), g = Vector512.Create(vectors[6][i]), h = Vector512.Create(vectors[7][i]);
                for (var j = 0; j <= i; j += Step)
                {
                    var left = Vector512.FusedMultiplyAdd(a, Vector512.Load(vectors[0] + j), Vector512.Load(row + j));
                    var right = b * Vector512.Load(vectors[1] + j);
                    left = Vector512.FusedMultiplyAdd(c, Vector512.Load(vectors[2] + j), left);
                    right = Vector512.FusedMultiplyAdd(d, Vector512.Load(vectors[3] + j), right);
                    left = Vector512.FusedMultiplyAdd(e, Vector512.Load(vectors[4] + j), left);
                    right = Vector512.FusedMultiplyAdd(f, Vector512.Load(vectors[5] + j), right);
                    left = Vector512.FusedMultiplyAdd(g, Vector512.Load(vectors[6] + j), left);
                    right = Vector512.FusedMultiplyAdd(h, Vector512.Load(vectors[7] + j), right);
                    (left + right).Store(row + j);
                }
            }
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
