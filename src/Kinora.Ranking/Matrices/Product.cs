using System.Runtime.InteropServices;

namespace Kinora.Ranking.Matrices;

/// <summary>Products of dense matrices, blocked for the caches. However many threads work, each number is summed in the same order.</summary>
internal static unsafe class Product
{
    private const int Depth = 256;

    private const int RowBlock = 96;

    private const int Alignment = 64;

    /// <summary>c += sign · a · b. With <paramref name="lowerOnly"/> only tiles that touch the diagonal or lie below it.</summary>
    public static void Add(View a, View b, View c, float sign = 1, bool lowerOnly = false, int threads = 0)
    {
        if (a.Columns != b.Rows || a.Rows != c.Rows || b.Columns != c.Columns || c.ColumnStep != 1)
            throw new ArgumentException("The shapes do not fit.", nameof(c));
        var panels = (b.Columns + TileKernel.Columns - 1) / TileKernel.Columns;
        var blocks = (a.Rows + RowBlock - 1) / RowBlock;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        var packed = Allocate((long)panels * TileKernel.Columns * Math.Min(Depth, a.Columns));
        try
        {
            for (var from = 0; from < a.Columns; from += Depth)
            {
                var start = from;
                var depth = Math.Min(Depth, a.Columns - from);
                Parallel.For(0, panels, options, panel => PackRight(b, start, depth, panel, packed));
                Parallel.For(0, blocks, options, turn =>
                    Block(a, c, start, depth, Middle(turn, blocks), packed, panels, sign, lowerOnly));
            }
        }
        finally
        {
            NativeMemory.AlignedFree(packed);
        }
    }

    /// <summary>Short rows of a triangle alternate with long ones, so that ranges of blocks cost alike.</summary>
    private static int Middle(int turn, int blocks) => (turn & 1) == 0 ? turn / 2 : blocks - 1 - (turn / 2);

    private static float* Allocate(long count) => (float*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(float)), Alignment);

    private static void PackRight(View b, int from, int depth, int panel, float* packed)
    {
        var to = packed + ((nint)panel * TileKernel.Columns * depth);
        var column = panel * TileKernel.Columns;
        var width = Math.Min(TileKernel.Columns, b.Columns - column);
        new Span<float>(to, depth * TileKernel.Columns).Clear();
        if (b.ColumnStep == 1)
        {
            for (var k = 0; k < depth; k++)
                new ReadOnlySpan<float>(b.At(from + k, column), width).CopyTo(new Span<float>(to + (k * TileKernel.Columns), width));
            return;
        }

        for (var j = 0; j < width; j++)
        {
            var read = b.At(from, column + j);
            for (var k = 0; k < depth; k++, read += b.RowStep)
                to[(k * TileKernel.Columns) + j] = *read;
        }
    }

    private static void Block(View a, View c, int from, int depth, int block, float* packed, int panels, float sign, bool lowerOnly)
    {
        var first = block * RowBlock;
        var rows = Math.Min(RowBlock, a.Rows - first);
        var left = Allocate((long)RowBlock * depth);
        var edge = Allocate(TileKernel.Rows * TileKernel.Columns);
        try
        {
            PackLeft(a, first, rows, from, depth, left);
            for (var panel = 0; panel < panels; panel++)
            {
                var column = panel * TileKernel.Columns;
                if (lowerOnly && column >= first + rows)
                    break;
                for (var row = 0; row < rows; row += TileKernel.Rows)
                {
                    if (lowerOnly && column >= first + row + TileKernel.Rows)
                        continue;
                    Tile(left + (row * depth), packed + ((nint)panel * TileKernel.Columns * depth), depth, c, first + row, column, sign, edge);
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(left);
            NativeMemory.AlignedFree(edge);
        }
    }

    private static void PackLeft(View a, int first, int rows, int from, int depth, float* left)
    {
        new Span<float>(left, RowBlock * depth).Clear();
        for (var row = 0; row < rows; row++)
        {
            var to = left + (row / TileKernel.Rows * TileKernel.Rows * depth) + (row % TileKernel.Rows);
            var read = a.At(first + row, from);
            for (var k = 0; k < depth; k++, read += a.ColumnStep)
                to[k * TileKernel.Rows] = *read;
        }
    }

    private static void Tile(float* a, float* b, int depth, View c, int row, int column, float sign, float* edge)
    {
        var rows = Math.Min(TileKernel.Rows, c.Rows - row);
        var columns = Math.Min(TileKernel.Columns, c.Columns - column);
        if (rows == TileKernel.Rows && columns == TileKernel.Columns)
        {
            TileKernel.Run(a, b, depth, c.At(row, column), c.RowStep, sign);
            return;
        }

        new Span<float>(edge, TileKernel.Rows * TileKernel.Columns).Clear();
        TileKernel.Run(a, b, depth, edge, TileKernel.Columns, sign);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                *c.At(row + i, column + j) += edge[(i * TileKernel.Columns) + j];
        }
    }
}
