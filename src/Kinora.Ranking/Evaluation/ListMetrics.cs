namespace Kinora.Ranking.Evaluation;

/// <summary>
/// How good one ranked list is, with binary relevance. Ties count by their expectation over all orders of the equals. All of them are
/// functions of where the targets stand, so that no two can disagree about a rank.
/// </summary>
internal static class ListMetrics
{
    private const int Longest = 1024;

    /// <summary>Σ 1/log₂(1 + rank) over the first so many ranks.</summary>
    private static readonly double[] Discounts = Sums();

    /// <summary>How many targets are expected among the first <paramref name="k"/>.</summary>
    public static double Hits(ReadOnlySpan<TieGroup> groups, int k)
    {
        var hits = 0.0;
        foreach (var group in groups)
            hits += (double)group.Targets * Inside(group, k) / group.Size;
        return hits;
    }

    /// <summary>Hits over the most that there could be: min(k, targets).</summary>
    public static double Recall(ReadOnlySpan<TieGroup> groups, int k) => Hits(groups, k) / Math.Min(k, Targets(groups));

    /// <summary>Hits over all targets, as some papers have it.</summary>
    public static double RecallOfAll(ReadOnlySpan<TieGroup> groups, int k) => Hits(groups, k) / Targets(groups);

    public static double Precision(ReadOnlySpan<TieGroup> groups, int k) => Hits(groups, k) / k;

    /// <summary>Discounted gain over that of the best order.</summary>
    public static double Ndcg(ReadOnlySpan<TieGroup> groups, int k)
    {
        var gain = 0.0;
        foreach (var group in groups)
        {
            var inside = Inside(group, k);
            if (inside > 0)
                gain += (Discounts[group.Above + inside] - Discounts[group.Above]) * group.Targets / group.Size;
        }

        return gain / Discounts[Math.Min(k, Targets(groups))];
    }

    /// <summary>The chance that at least one target is among the first <paramref name="k"/>.</summary>
    public static double HitRate(ReadOnlySpan<TieGroup> groups, int k)
    {
        // Only the best group matters: where it does not fit wholly, no later one begins in time.
        var first = groups[0];
        var inside = Inside(first, k);
        var none = 1.0;
        for (var i = 0; i < first.Targets && none > 0; i++)
            none *= Math.Max(0, first.Size - inside - i) / (double)(first.Size - i);
        return inside == 0 ? 0 : 1 - none;
    }

    /// <summary>1/rank of the first target.</summary>
    public static double ReciprocalRank(ReadOnlySpan<TieGroup> groups)
    {
        var first = groups[0];
        var chance = (double)first.Targets / first.Size;
        var sum = 0.0;
        for (var place = 1; place <= first.Size - first.Targets + 1; place++)
        {
            sum += chance / (first.Above + place);
            chance *= (double)(first.Size - place - first.Targets + 1) / Math.Max(1, first.Size - place);
        }

        return sum;
    }

    private static int Inside(TieGroup group, int k) => Math.Clamp(k - group.Above, 0, group.Size);

    private static int Targets(ReadOnlySpan<TieGroup> groups)
    {
        var count = 0;
        foreach (var group in groups)
            count += group.Targets;
        return count;
    }

    private static double[] Sums()
    {
        var sums = new double[Longest + 1];
        for (var rank = 1; rank <= Longest; rank++)
            sums[rank] = sums[rank - 1] + (1 / Math.Log2(rank + 1));
        return sums;
    }
}
