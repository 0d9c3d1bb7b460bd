using System.Runtime.Intrinsics;

namespace Kinora.Ranking.Matrices;

/// <summary>
/// The one inner loop of all matrix products: a tile of 8 rows by 32 columns, held in sixteen registers of 512 bits while the depth runs
/// by. Both sides lie packed, so that every load is of consecutive bytes.
/// </summary>
internal static unsafe class TileKernel
{
    public const int Rows = 8;

    public const int Columns = 32;

    /// <summary>c += sign · a · b, with a as [depth][8] and b as [depth][32].</summary>
    public static void Run(float* a, float* b, int depth, float* c, nint stride, float sign)
    {
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        for (var k = 0; k < depth; k++, a += Rows, b += Columns)
        {
            var left = Vector512.Load(b);
            var right = Vector512.Load(b + 16);
            var x = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x, left, c00);
            c01 = Vector512.FusedMultiplyAdd(x, right, c01);
            x = Vector512.Create(a[1]);
            c10 = Vector512.FusedMultiplyAdd(x, left, c10);
            c11 = Vector512.FusedMultiplyAdd(x, right, c11);
            x = Vector512.Create(a[2]);
            c20 = Vector512.FusedMultiplyAdd(x, left, c20);
            c21 = Vector512.FusedMultiplyAdd(x, right, c21);
            x = Vector512.Create(a[3]);
            c30 = Vector512.FusedMultiplyAdd(x, left, c30);
            c31 = Vector512.FusedMultiplyAdd(x, right, c31);
            x = Vector512.Create(a[4]);
            c40 = Vector512.FusedMultiplyAdd(x, left, c40);
            c41 = Vector512.FusedMultiplyAdd(x, right, c41);
            x = Vector512.Create(a[5]);
            c50 = Vector512.FusedMultiplyAdd(x, left, c50);
            c51 = Vector512.FusedMultiplyAdd(x, right, c51);
            x = Vector512.Create(a[6]);
            c60 = Vector512.FusedMultiplyAdd(x, left, c60);
            c61 = Vector512.FusedMultiplyAdd(x, right, c61);
            x = Vector512.Create(a[7]);
            c70 = Vector512.FusedMultiplyAdd(x, left, c70);
            c71 = Vector512.FusedMultiplyAdd(x, right, c71);
        }

        var factor = Vector512.Create(sign);
        Add(c, factor, c00, c01);
        Add(c + stride, factor, c10, c11);
        Add(c + (2 * stride), factor, c20, c21);
        Add(c + (3 * stride), factor, c30, c31);
        Add(c + (4 * stride), factor, c40, c41);
        Add(c + (5 * stride), factor, c50, c51);
        Add(c + (6 * stride), factor, c60, c61);
        Add(c + (7 * stride), factor, c70, c71);
    }

    private static void Add(float* c, Vector512<float> factor, Vector512<float> left, Vector512<float> right)
    {
        Vector512.FusedMultiplyAdd(factor, left, Vector512.Load(c)).Store(c);
        Vector512.FusedMultiplyAdd(factor, right, Vector512.Load(c + 16)).Store(c + 16);
    }
}
