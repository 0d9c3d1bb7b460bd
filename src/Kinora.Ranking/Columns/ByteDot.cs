using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinora.Ranking.Columns;

/// <summary>Products of vectors of <see cref="Vectors.Dimensions"/> small numbers, by the widest registers that the processor has.</summary>
internal static unsafe class ByteDot
{
    private const int Wide = 32;
    private const int Half = 16;

    public static int Of(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        fixed (sbyte* x = a)
        {
            fixed (sbyte* y = b)
                return Of(x, y);
        }
    }

    public static int Of(sbyte* a, sbyte* b)
    {
        if (Avx512BW.IsSupported)
        {
            var (even, odd) = (Vector512<int>.Zero, Vector512<int>.Zero);
            for (var i = 0; i < Vectors.Dimensions; i += 2 * Wide)
            {
                even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(a + i)), Avx512BW.ConvertToVector512Int16(Vector256.Load(b + i)));
                odd += Avx512BW.MultiplyAddAdjacent(
                    Avx512BW.ConvertToVector512Int16(Vector256.Load(a + i + Wide)), Avx512BW.ConvertToVector512Int16(Vector256.Load(b + i + Wide)));
            }

            return Vector512.Sum(even + odd);
        }

        if (Avx2.IsSupported)
        {
            var sums = Vector256<int>.Zero;
            for (var i = 0; i < Vectors.Dimensions; i += Half)
                sums += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.Load(a + i)), Avx2.ConvertToVector256Int16(Vector128.Load(b + i)));
            return Vector256.Sum(sums);
        }

        var sum = 0;
        for (var i = 0; i < Vectors.Dimensions; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>A title's small numbers times exact ones.</summary>
    public static float Of(ReadOnlySpan<float> exact, ReadOnlySpan<sbyte> numbers)
    {
        Span<float> wide = stackalloc float[Vectors.Dimensions];
        TensorPrimitives.ConvertTruncating(numbers, wide);
        return TensorPrimitives.Dot(exact, wide);
    }
}
