namespace Kinora.Ranking.Evaluation;

/// <summary>The 95 % interval of a mean over people: percentiles of 1,000 resamples of the people, seed 1.</summary>
internal static class Bootstrap
{
    public const int Resamples = 1000;

    public const int Seed = 1;

    public static Interval Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        if (values.IsEmpty)
            return new Interval(double.NaN, double.NaN);
        var random = new Random(Seed);
        var means = new double[Resamples];
        for (var turn = 0; turn < Resamples; turn++)
        {
            double sum = 0, total = 0;
            for (var i = 0; i < values.Length; i++)
            {
                var one = random.Next(values.Length);
                var weight = weights.IsEmpty ? 1 : weights[one];
                sum += weight * values[one];
                total += weight;
            }

            means[turn] = sum / total;
        }

        return Interval.Of(means);
    }
}

internal sealed record Interval(double Low, double High)
{
    /// <summary>The middle 95 % of what was drawn.</summary>
    public static Interval Of(double[] draws)
    {
        Array.Sort(draws);
        return new Interval(At(draws, 0.025), At(draws, 0.975));
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var low = (int)place;
        return sorted[low] + ((place - low) * (sorted[Math.Min(low + 1, sorted.Length - 1)] - sorted[low]));
    }
}
