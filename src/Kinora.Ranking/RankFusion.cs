namespace Kinora.Ranking;

/// <summary>Reciprocal rank fusion: several orders become one by the sum of 1 / (60 + rank), ranks from 1 (Cormack, Clarke and Büttcher 2009).</summary>
internal static class RankFusion
{
    private const double K = 60;

    /// <summary>The highest sum first, equals by ordinal. Each order names an ordinal once.</summary>
    public static List<(int Ordinal, double Score)> Merge(params ReadOnlySpan<IReadOnlyList<int>> orders)
    {
        var scores = new Dictionary<int, double>();
        foreach (var order in orders)
        {
            for (var rank = 0; rank < order.Count; rank++)
                scores[order[rank]] = scores.GetValueOrDefault(order[rank]) + (1 / (K + rank + 1));
        }

        return [.. scores.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)];
    }
}
