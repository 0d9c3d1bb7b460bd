namespace Kinora.Ranking.Matrices;

/// <summary>Numbers in rows, one row after the other.</summary>
internal sealed class Matrix
{
    public Matrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Values = GC.AllocateArray<float>(checked(rows * columns), pinned: true);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Pinned: the kernels address it by pointer.</summary>
    public float[] Values { get; }

    public float this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);
}
