namespace Kinora.Ranking.Evaluation;

/// <summary>
/// The chance that a positive row scores above a negative one, equals counting half: over all rows (AUC), and within each person, weighted
/// by their rows, people without both classes left out (GAUC).
/// </summary>
internal static class AreaUnderCurve
{
    /// <summary>NaN where one class is missing.</summary>
    public static double Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var order = scores.ToArray();
        var positive = labels.ToArray();
        Array.Sort(order, positive);
        return OfSorted(order, positive, null);
    }

    /// <summary>Over rows sorted by score, each counting as often as its weight says.</summary>
    public static double OfSorted(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, int[]? weights)
    {
        double below = 0, positives = 0, wins = 0;
        for (var from = 0; from < scores.Length;)
        {
            double equalNegatives = 0, equalPositives = 0;
            var to = from;
            for (; to < scores.Length && scores[to] == scores[from]; to++)
            {
                if (labels[to])
                    equalPositives += weights?[to] ?? 1;
                else
                    equalNegatives += weights?[to] ?? 1;
            }

            wins += equalPositives * (below + (0.5 * equalNegatives));
            below += equalNegatives;
            positives += equalPositives;
            from = to;
        }

        return wins / (positives * below);
    }

    public static GroupedArea Grouped(ReadOnlySpan<int> owners, ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var rows = new Dictionary<int, List<int>>();
        for (var row = 0; row < owners.Length; row++)
        {
            if (!rows.TryGetValue(owners[row], out var own))
                rows[owners[row]] = own = [];
            own.Add(row);
        }

        var areas = new List<(double Area, int Rows)>();
        foreach (var own in rows.Values)
        {
            var area = Of(Pick(own, scores), Pick(own, labels));
            if (!double.IsNaN(area))
                areas.Add((area, own.Count));
        }

        return new GroupedArea([.. areas.Select(one => one.Area)], [.. areas.Select(one => (double)one.Rows)]);
    }

    private static T[] Pick<T>(List<int> rows, ReadOnlySpan<T> values)
    {
        var picked = new T[rows.Count];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = values[rows[i]];
        return picked;
    }
}

/// <summary>The area of each person with both classes, and their rows as weights.</summary>
internal sealed record GroupedArea(double[] Areas, double[] Weights)
{
    public double Value => Areas.Length == 0 ? double.NaN : Areas.Zip(Weights, (area, weight) => area * weight).Sum() / Weights.Sum();
}
