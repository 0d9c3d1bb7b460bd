namespace Kinora.Ranking.Models;

/// <summary>A tree: where to go at each inner node, and what each leaf says.</summary>
/// <param name="Column">−1 at a leaf.</param>
/// <param name="Last">The last step that goes left.</param>
/// <param name="Left">The left child; the right one is the next.</param>
internal sealed record GrownTree(int[] Column, byte[] Last, int[] Left, float[] Value)
{
    public float Leaf(byte[][] binned, int row)
    {
        var node = 0;
        while (Column[node] >= 0)
            node = Left[node] + (binned[Column[node]][row] <= Last[node] ? 0 : 1);
        return Value[node];
    }
}

/// <summary>Grows one tree, level by level, by the second-order gain of each split.</summary>
internal sealed class TreeGrower(byte[][] binned, float[] slopes, float[] weights, int[] columns, TreeOptions options)
{
    private readonly List<int> _column = [-1];

    private readonly List<byte> _last = [0];

    private readonly List<int> _left = [0];

    private readonly List<float> _value = [0];

    private readonly record struct Split(int Column, byte Last, double Gain);

    public GrownTree Grow()
    {
        var open = new List<(int Node, int[] Rows)> { (0, [.. Enumerable.Range(0, slopes.Length)]) };
        for (var depth = 0; open.Count > 0; depth++)
        {
            var next = new List<(int, int[])>();
            foreach (var (node, rows) in open)
            {
                var split = depth < options.Depth ? Best(rows) : default;
                if (split.Gain <= 0)
                {
                    var (slope, weight) = Sum(rows);
                    _value[node] = (float)(options.Rate * slope / (weight + options.Smoothing));
                    continue;
                }

                _column[node] = split.Column;
                _last[node] = split.Last;
                _left[node] = _column.Count;
                var steps = binned[split.Column];
                next.Add((Add(), Array.FindAll(rows, row => steps[row] <= split.Last)));
                next.Add((Add(), Array.FindAll(rows, row => steps[row] > split.Last)));
            }

            open = next;
        }

        return new GrownTree([.. _column], [.. _last], [.. _left], [.. _value]);
    }

    private int Add()
    {
        _column.Add(-1);
        _last.Add(0);
        _left.Add(0);
        _value.Add(0);
        return _column.Count - 1;
    }

    private (double Slope, double Weight) Sum(int[] rows)
    {
        double slope = 0, weight = 0;
        foreach (var row in rows)
        {
            slope += slopes[row];
            weight += weights[row];
        }

        return (slope, weight);
    }

    private Split Best(int[] rows)
    {
        var (slope, weight) = Sum(rows);
        var found = new Split[columns.Length];
        Parallel.For(0, columns.Length, place => found[place] = Best(columns[place], rows, slope, weight));
        return found.Aggregate(default(Split), (best, one) => one.Gain > best.Gain ? one : best);
    }

    private Split Best(int column, int[] rows, double slope, double weight)
    {
        Span<double> slopeOf = stackalloc double[Binning.Most];
        Span<double> weightOf = stackalloc double[Binning.Most];
        slopeOf.Clear();
        weightOf.Clear();
        var steps = binned[column];
        foreach (var row in rows)
        {
            slopeOf[steps[row]] += slopes[row];
            weightOf[steps[row]] += weights[row];
        }

        var best = new Split(column, 0, 0);
        double left = 0, leftWeight = 0;
        for (var step = 0; step < Binning.Most - 1; step++)
        {
            left += slopeOf[step];
            leftWeight += weightOf[step];
            if (leftWeight < options.LeastWeight || weight - leftWeight < options.LeastWeight)
                continue;
            var gain = Score(left, leftWeight) + Score(slope - left, weight - leftWeight) - Score(slope, weight);
            if (gain > best.Gain + 1e-9)
                best = new Split(column, (byte)step, gain);
        }

        return best;
    }

    private double Score(double slope, double weight) => slope * slope / (weight + options.Smoothing);
}
