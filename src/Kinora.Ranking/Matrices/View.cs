namespace Kinora.Ranking.Matrices;

/// <summary>A rectangle of numbers somewhere in memory; swapping the steps transposes it.</summary>
internal readonly unsafe struct View(float* start, int rows, int columns, nint rowStep, nint columnStep)
{
    public float* Start { get; } = start;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public nint RowStep { get; } = rowStep;

    public nint ColumnStep { get; } = columnStep;

    public View Transposed => new(Start, Columns, Rows, ColumnStep, RowStep);

    public static View Of(Matrix matrix)
    {
        fixed (float* start = matrix.Values)
            return new View(start, matrix.Rows, matrix.Columns, matrix.Columns, 1);
    }

    public float* At(int row, int column) => Start + (row * RowStep) + (column * ColumnStep);
}
