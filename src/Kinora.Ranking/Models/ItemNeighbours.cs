using Kinora.Ranking.Matrices;

namespace Kinora.Ranking.Models;

/// <summary>The baseline <c>item-knn</c>: shrunk cosine of the sets of people who had both, the nearest of each item kept.</summary>
internal static class ItemNeighbours
{
    public static ItemWeights Fit(Histories fit, int neighbours, float shrink)
    {
        var similar = CoOccurrence.Count(fit);
        var counts = fit.Popularity();
        Parallel.For(0, fit.ItemCount, CoOccurrence.Threads(0), item =>
        {
            var row = similar.Row(item);
            for (var other = 0; other < row.Length; other++)
                row[other] = other == item || row[other] == 0 ? 0 : row[other] / (MathF.Sqrt((float)counts[item] * counts[other]) + shrink);
            if (neighbours >= row.Length)
                return;
            var sorted = row.ToArray();
            Array.Sort(sorted);
            var least = sorted[^neighbours];
            foreach (ref var value in row)
                value = value >= least ? value : 0;
        });
        return new ItemWeights(Transpose(similar));
    }

    private static Matrix Transpose(Matrix matrix)
    {
        var result = new Matrix(matrix.Columns, matrix.Rows);
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < matrix.Columns; column++)
                result[column, row] = matrix[row, column];
        }

        return result;
    }
}
