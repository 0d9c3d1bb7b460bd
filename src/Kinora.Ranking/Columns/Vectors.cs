using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Numerics;

namespace Kinora.Ranking.Columns;

/// <summary>Embeddings of one chunk, all by one model: 384 × int8 and a scale a title; scale 0 = none.</summary>
internal sealed class Vectors(int model, sbyte[] values, float[] scales)
{
    public const int Dimensions = 384;

    /// <summary>Spaces of two models are never mixed.</summary>
    public int Model => model;

    public bool Has(int local) => scales[local] != 0;

    public ReadOnlySpan<sbyte> this[int local] => values.AsSpan(local * Dimensions, Dimensions);

    public float Scale(int local) => scales[local];

    /// <summary>Cosine of two vectors; the scales cancel out.</summary>
    public static double Cosine(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        var (dot, aa, bb) = (Dot(a, b), Dot(a, a), Dot(b, b));
        return aa == 0 || bb == 0 ? 0 : dot / Math.Sqrt((double)aa * bb);
    }

    private static int Dot(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        var sums = Vector<int>.Zero;
        var step = Vector<sbyte>.Count;
        var i = 0;
        for (; i + step <= a.Length; i += step)
        {
            Vector.Widen(Load(a, i), out var aLow, out var aHigh);
            Vector.Widen(Load(b, i), out var bLow, out var bHigh);
            Vector.Widen(aLow * bLow, out var w0, out var w1);
            Vector.Widen(aHigh * bHigh, out var w2, out var w3);
            sums += w0 + w1 + w2 + w3;
        }

        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static Vector<sbyte> Load(ReadOnlySpan<sbyte> from, int at) =>
        Unsafe.ReadUnaligned<Vector<sbyte>>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(from), at)));
}
