using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Tests.Matrices;

public sealed class MatrixTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 32, 256)]
    [InlineData(97, 70, 300)]
    [InlineData(205, 33, 5)]
    public void A_product_is_that_of_the_definition(int rows, int columns, int depth)
    {
        var (a, b) = (Random(rows, depth, 1), Random(depth, columns, 2));
        var c = Random(rows, columns, 3);
        var start = c.Values.ToArray();
        Product.Add(View.Of(a), View.Of(b), View.Of(c), -1);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                Assert.Equal(start[(i * columns) + j] - Enumerable.Range(0, depth).Sum(k => (double)a[i, k] * b[k, j]), c[i, j], 1e-3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(192)]
    [InlineData(450)]
    public void An_inverse_undoes_its_matrix(int size)
    {
        var matrix = Positive(size);
        var inverse = Copy(matrix);
        SymmetricInverse.Invert(inverse, 0, Cancel);
        var product = new Matrix(size, size);
        Product.Add(View.Of(matrix), View.Of(inverse), View.Of(product));
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                Assert.Equal(i == j ? 1 : 0, product[i, j], 1e-3);
        }
    }

    [Fact]
    public void However_many_threads_work_the_bits_are_the_same()
    {
        var (one, two) = (Positive(500), Positive(500));
        SymmetricInverse.Invert(one, 1, Cancel);
        SymmetricInverse.Invert(two, 2, Cancel);
        Assert.Equal(one.Values, two.Values);
    }

    [Fact]
    public void What_is_not_positive_definite_is_told()
    {
        var matrix = new Matrix(2, 2) { [0, 0] = 1, [1, 0] = 2, [0, 1] = 2, [1, 1] = 1 };
        Assert.Throws<ArithmeticException>(() => SymmetricInverse.Invert(matrix, 0, Cancel));
    }

    [Fact]
    public void A_small_system_is_solved()
    {
        double[] right = [8, 7];
        new Cholesky([4, 2, 2, 3], 2).Solve(right);
        Assert.Equal(1.25, right[0], 12);
        Assert.Equal(1.5, right[1], 12);
    }

    private static Matrix Random(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var matrix = new Matrix(rows, columns);
        foreach (ref var value in matrix.Values.AsSpan())
            value = random.NextSingle() - 0.5f;
        return matrix;
    }

    private static Matrix Positive(int size)
    {
        var half = Random(size, size + 3, 7);
        var matrix = new Matrix(size, size);
        Product.Add(View.Of(half), View.Of(half).Transposed, View.Of(matrix));
        for (var i = 0; i < size; i++)
            matrix[i, i] += 3;
        return matrix;
    }

    private static Matrix Copy(Matrix matrix)
    {
        var copy = new Matrix(matrix.Rows, matrix.Columns);
        matrix.Values.CopyTo(copy.Values, 0);
        return copy;
    }
}
