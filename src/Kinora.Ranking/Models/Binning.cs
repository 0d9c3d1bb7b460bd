namespace Kinora.Ranking.Models;

/// <summary>Turns numbers into at most 64 steps of about equally many rows each; step 0 is the missing ones.</summary>
internal sealed class Binning
{
    public const int Most = 64;

    private readonly float[][] _edges;

    public Binning(float[][] columns) => _edges = Array.ConvertAll(columns, Edges);

    public byte[][] Of(float[][] columns)
    {
        var binned = new byte[columns.Length][];
        Parallel.For(0, columns.Length, column =>
        {
            var edges = _edges[column];
            binned[column] = Array.ConvertAll(columns[column], value =>
            {
                if (float.IsNaN(value))
                    return (byte)0;
                var place = Array.BinarySearch(edges, value);
                return (byte)(1 + (place < 0 ? ~place : place));
            });
        });
        return binned;
    }

    private static float[] Edges(float[] column)
    {
        var sorted = Array.FindAll(column, value => !float.IsNaN(value));
        Array.Sort(sorted);
        var edges = new List<float>();
        for (var step = 1; step < Most - 1 && sorted.Length > 0; step++)
        {
            var edge = sorted[(int)((long)step * (sorted.Length - 1) / (Most - 1))];
            if ((edges.Count == 0 || edge > edges[^1]) && edge < sorted[^1])
                edges.Add(edge);
        }

        return [.. edges];
    }
}
