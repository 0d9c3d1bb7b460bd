namespace Kinora.Ranking.Matrices;

/// <summary>
/// The inverse of a symmetric positive definite matrix in its own place: the symmetric sweep (Gauss–Jordan) by blocks. Each block's pivot is
/// inverted by Cholesky in double precision; all the rest, n³ operations, is one product by block. Only the lower triangle is read.
/// </summary>
internal static unsafe class SymmetricInverse
{
    private const int Block = 192;

    /// <summary>Afterwards both triangles hold the inverse.</summary>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static void Invert(Matrix matrix, int threads, CancellationToken cancel)
    {
        if (matrix.Rows != matrix.Columns)
            throw new ArgumentException("The matrix is not square.", nameof(matrix));
        var size = matrix.Rows;
        for (var from = 0; from < size; from += Block)
        {
            cancel.ThrowIfCancellationRequested();
            Sweep(matrix, from, Math.Min(Block, size - from), threads);
        }

        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
                matrix[column, row] = matrix[row, column] = -matrix[row, column];
        }
    }

    private static void Sweep(Matrix matrix, int from, int width, int threads)
    {
        var size = matrix.Rows;
        var to = from + width;
        var panel = new Matrix(size, width);
        for (var row = 0; row < size; row++)
        {
            var line = panel.Row(row);
            for (var k = 0; k < width; k++)
                line[k] = row >= from + k ? matrix[row, from + k] : matrix[from + k, row];
        }

        var pivot = SmallInverse(panel, from, width);
        var scaled = new Matrix(size, width);
        Product.Add(View.Of(panel), View.Of(pivot), View.Of(scaled), threads: threads);
        Product.Add(View.Of(scaled), View.Of(panel).Transposed, View.Of(matrix), sign: -1, lowerOnly: true, threads: threads);
        for (var row = 0; row < size; row++)
        {
            for (var k = 0; k < width; k++)
            {
                if (row >= to)
                    matrix[row, from + k] = scaled[row, k];
                else if (row < from)
                    matrix[from + k, row] = scaled[row, k];
                else if (row >= from + k)
                    matrix[row, from + k] = -pivot[row - from, k];
            }
        }
    }

    private static Matrix SmallInverse(Matrix panel, int from, int width)
    {
        var square = new double[width * width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
                square[(i * width) + j] = panel[from + i, j];
        }

        var inverse = new Cholesky(square, width).Inverse();
        var result = new Matrix(width, width);
        for (var i = 0; i < inverse.Length; i++)
            result.Values[i] = (float)inverse[i];
        return result;
    }
}
