namespace Kinora.Ranking.Evaluation;

/// <summary>One slot of a log: the weight π′/π of what was shown, the reward, and what a model expects (here and under the new policy).</summary>
internal readonly record struct LoggedSlot(double Weight, double Reward, double Expected, double ExpectedThere, int Cluster);

/// <summary>
/// What a policy that was not shown would have been worth: inverse propensity (IPS), clipped, self-normalised (SNIPS), doubly robust. An
/// estimate on too little is refused, and the refusal names its number.
/// </summary>
internal static class OffPolicy
{
    public const double LeastSample = 100;

    public const int LeastRewards = 20;

    private const double Clip = 10;

    public static OffPolicyEstimate Of(ReadOnlySpan<LoggedSlot> slots)
    {
        double sum = 0, squares = 0, rewards = 0;
        foreach (var slot in slots)
        {
            sum += slot.Weight;
            squares += slot.Weight * slot.Weight;
            rewards += slot.Reward > 0 ? 1 : 0;
        }

        var mean = sum / slots.Length;
        var error = Math.Sqrt(Math.Max(0, (squares / slots.Length) - (mean * mean)) / slots.Length);
        var size = sum * sum / squares;
        string? refused = size < LeastSample ? FormattableString.Invariant($"effective sample size {size:0} < {LeastSample:0}")
            : rewards < LeastRewards ? FormattableString.Invariant($"{rewards:0} rewards < {LeastRewards}")
            : Math.Abs(mean - 1) > 3 * error ? FormattableString.Invariant($"mean weight {mean:0.000} is off 1 by more than 3 × {error:0.000}")
            : null;
        var values = Estimate(slots);
        return new OffPolicyEstimate(size, mean, values, Intervals(slots), refused);
    }

    private static double[] Estimate(ReadOnlySpan<LoggedSlot> slots)
    {
        double plain = 0, clipped = 0, weights = 0, robust = 0;
        foreach (var slot in slots)
            Add(slot, 1, ref plain, ref clipped, ref weights, ref robust);
        return [plain / slots.Length, clipped / slots.Length, plain / weights, robust / slots.Length];
    }

    private static void Add(in LoggedSlot slot, int times, ref double plain, ref double clipped, ref double weights, ref double robust)
    {
        plain += times * slot.Weight * slot.Reward;
        clipped += times * Math.Min(slot.Weight, Clip) * slot.Reward;
        weights += times * slot.Weight;
        robust += times * (slot.ExpectedThere + (slot.Weight * (slot.Reward - slot.Expected)));
    }

    /// <summary>Percentiles of resamples of whole clusters, seed 1.</summary>
    private static Interval[] Intervals(ReadOnlySpan<LoggedSlot> slots)
    {
        var clusters = slots.ToArray().Select((slot, place) => (slot.Cluster, place)).GroupBy(one => one.Cluster, one => one.place)
            .OrderBy(one => one.Key).Select(one => one.ToArray()).ToArray();
        var random = new Random(Bootstrap.Seed);
        var draws = Enumerable.Range(0, 4).Select(_ => new double[Bootstrap.Resamples]).ToArray();
        for (var turn = 0; turn < Bootstrap.Resamples; turn++)
        {
            double plain = 0, clipped = 0, weights = 0, robust = 0;
            var count = 0;
            for (var i = 0; i < clusters.Length; i++)
            {
                var cluster = clusters[random.Next(clusters.Length)];
                count += cluster.Length;
                foreach (var place in cluster)
                    Add(slots[place], 1, ref plain, ref clipped, ref weights, ref robust);
            }

            (draws[0][turn], draws[1][turn], draws[2][turn], draws[3][turn]) = (plain / count, clipped / count, plain / weights, robust / count);
        }

        return Array.ConvertAll(draws, Interval.Of);
    }
}

/// <summary>The four estimates in the order IPS, clipped, SNIPS, doubly robust.</summary>
/// <param name="Sample">The effective sample size (Σw)²/Σw².</param>
/// <param name="Refused">Why it must not be used; null where it may.</param>
internal sealed record OffPolicyEstimate(double Sample, double MeanWeight, double[] Values, Interval[] Intervals, string? Refused)
{
    public static readonly string[] Names = ["ips", "clipped", "snips", "dr"];
}
