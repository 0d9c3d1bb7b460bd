using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Kinora.Ranking.Matrices;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Learning;

/// <summary>
/// Factors of a large catalogue as 8-bit numbers with a scale for each item: 68 bytes an item at 64 dimensions. A person is folded in by one
/// small solve, with the gram matrix of the exact factors.
/// </summary>
internal sealed class PackedFactors(ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> scales, Matrix gram, AlsOptions options) : IItemScorer
{
    /// <summary>Newer titles than these do not help a fold-in further.</summary>
    private const int Longest = 200;

    [ThreadStatic]
    private static Matrix? room;

    public AlsOptions Options => options;

    public Matrix Gram => gram;

    public ReadOnlyMemory<byte> ValueBytes => values;

    public ReadOnlyMemory<byte> ScaleBytes => scales;

    public static PackedFactors Of(Factors factors, Matrix gram, AlsOptions options)
    {
        var (items, size) = (factors.Items.Rows, factors.Items.Columns);
        var (values, scales) = (new sbyte[items * size], new float[items]);
        for (var item = 0; item < items; item++)
        {
            var row = factors.Items.Row(item);
            var scale = TensorPrimitives.MaxMagnitude<float>(row) is var most && Math.Abs(most) > 0 ? Math.Abs(most) / 127 : 1;
            scales[item] = scale;
            for (var i = 0; i < size; i++)
                values[item * size + i] = (sbyte)Math.Clamp(MathF.Round(row[i] / scale), -127, 127);
        }

        return new PackedFactors(MemoryMarshal.AsBytes<sbyte>(values).ToArray(), MemoryMarshal.AsBytes<float>(scales).ToArray(), gram, options);
    }

    public void Score(ReadOnlySpan<int> history, long at, Span<float> scores)
    {
        var size = options.Dimensions;
        var own = history[^Math.Min(history.Length, Longest)..];
        var known = room is { } kept && kept.Columns == size ? kept : room = new Matrix(Longest, size);
        for (var i = 0; i < own.Length; i++)
            Row(own[i], known.Row(i));
        var places = new int[own.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = i;
        Span<float> person = stackalloc float[size];
        new NormalEquations(size).Solve(known, places, gram, options, person, scores.Length);
        Span<float> row = stackalloc float[size];
        for (var item = 0; item < scores.Length; item++)
        {
            Row(item, row);
            scores[item] = TensorPrimitives.Dot<float>(row, person);
        }

        GC.KeepAlive(this);
    }

    public void Row(int item, Span<float> to)
    {
        var line = MemoryMarshal.Cast<byte, sbyte>(values.Span).Slice(item * options.Dimensions, options.Dimensions);
        var scale = MemoryMarshal.Cast<byte, float>(scales.Span)[item];
        for (var i = 0; i < to.Length; i++)
            to[i] = line[i] * scale;
    }
}
