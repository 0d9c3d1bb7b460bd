using System.Numerics.Tensors;

namespace Kinora.Ranking.Matrices;

/// <summary>The factor of a small symmetric positive definite matrix, in double precision: a = l · lᵀ.</summary>
internal sealed class Cholesky
{
    private readonly double[] _lower;

    private readonly int _size;

    /// <summary>Factors at once.</summary>
    /// <param name="square">Overwritten by the factor; of it only the lower triangle is read.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public Cholesky(double[] square, int size)
    {
        _lower = square;
        _size = size;
        for (var i = 0; i < size; i++)
        {
            var row = square.AsSpan(i * size, size);
            for (var j = 0; j <= i; j++)
            {
                var left = row[j] - TensorPrimitives.Dot<double>(row[..j], square.AsSpan(j * size, j));
                if (i != j)
                    row[j] = left / square[(j * size) + j];
                else if (left > 0)
                    row[j] = Math.Sqrt(left);
                else
                    throw new ArithmeticException("The matrix is not positive definite.");
            }
        }
    }

    /// <summary>x where a · x = <paramref name="right"/>, in its own place.</summary>
    public void Solve(Span<double> right)
    {
        for (var i = 0; i < _size; i++)
            right[i] = (right[i] - TensorPrimitives.Dot<double>(_lower.AsSpan(i * _size, i), right[..i])) / _lower[(i * _size) + i];
        for (var i = _size - 1; i >= 0; i--)
        {
            right[i] /= _lower[(i * _size) + i];
            TensorPrimitives.MultiplyAdd(_lower.AsSpan(i * _size, i), -right[i], right[..i], right[..i]);
        }
    }

    public double[] Inverse()
    {
        // Rows of l⁻¹, then their products: (l lᵀ)⁻¹ = l⁻ᵀ l⁻¹.
        var inverse = new double[_size * _size];
        for (var i = 0; i < _size; i++)
        {
            var row = inverse.AsSpan(i * _size, _size);
            for (var j = 0; j < i; j++)
                TensorPrimitives.MultiplyAdd(inverse.AsSpan(j * _size, j + 1), -_lower[(i * _size) + j], row[..(j + 1)], row[..(j + 1)]);
            row[i] = 1;
            TensorPrimitives.Divide(row[..(i + 1)], _lower[(i * _size) + i], row[..(i + 1)]);
        }

        var result = new double[_size * _size];
        for (var k = 0; k < _size; k++)
        {
            var row = inverse.AsSpan(k * _size, k + 1);
            for (var i = 0; i <= k; i++)
                TensorPrimitives.MultiplyAdd(row, row[i], result.AsSpan(i * _size, k + 1), result.AsSpan(i * _size, k + 1));
        }

        return result;
    }
}
