using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Embedding;

/// <summary>
/// Small products on one thread, by tiles of 8 × 32. Both sides are packed first; what is weights is packed once. Buffers are as large as
/// whole tiles, and what lies beyond the matrix is 0.
/// </summary>
internal static unsafe class Tiles
{
    /// <summary>Depth that one pass covers, so that a packed row block stays in the nearest cache.</summary>
    private const int Deep = 512;

    public static int WholeRows(int rows) => (rows + TileKernel.Rows - 1) / TileKernel.Rows * TileKernel.Rows;

    public static int WholeColumns(int columns) => (columns + TileKernel.Columns - 1) / TileKernel.Columns * TileKernel.Columns;

    /// <summary>b as [panel of 32 columns][depth][32].</summary>
    public static void PackRight(float* b, int depth, int columns, nint rowStep, nint columnStep, float* to)
    {
        for (var column = 0; column < columns; column += TileKernel.Columns)
        {
            var width = Math.Min(TileKernel.Columns, columns - column);
            for (var k = 0; k < depth; k++, to += TileKernel.Columns)
            {
                var from = b + (k * rowStep) + (column * columnStep);
                for (var j = 0; j < TileKernel.Columns; j++)
                    to[j] = j < width ? from[j * columnStep] : 0;
            }
        }
    }

    /// <summary>a as [block of 8 rows][depth][8].</summary>
    public static void PackLeft(float* a, int rows, int depth, nint rowStep, float* to)
    {
        for (var row = 0; row < rows; row += TileKernel.Rows, to += depth * TileKernel.Rows)
        {
            var height = Math.Min(TileKernel.Rows, rows - row);
            for (var i = 0; i < TileKernel.Rows; i++)
            {
                var from = a + ((row + i) * rowStep);
                for (var k = 0; k < depth; k++)
                    to[(k * TileKernel.Rows) + i] = i < height ? from[k] : 0;
            }
        }
    }

    /// <summary>c += a · b, both packed.</summary>
    public static void Multiply(float* left, float* right, int rows, int depth, int columns, float* c, nint stride)
    {
        for (var from = 0; from < depth; from += Deep)
        {
            var deep = Math.Min(Deep, depth - from);
            for (var column = 0; column < columns; column += TileKernel.Columns)
            {
                var panel = right + ((nint)column * depth) + ((nint)from * TileKernel.Columns);
                for (var row = 0; row < rows; row += TileKernel.Rows)
                    TileKernel.Run(left + ((nint)row * depth) + (from * TileKernel.Rows), panel, deep, c + (row * stride) + column, stride, 1);
            }
        }
    }
}
