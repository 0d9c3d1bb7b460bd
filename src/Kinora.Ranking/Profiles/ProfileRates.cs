namespace Kinora.Ranking.Profiles;

/// <summary>One number per thing that can happen in a viewing.</summary>
internal readonly record struct Rates(double WatchRatio, double Completed, double Liked, double Shared, double Commented, double Skipped)
{
    /// <summary>What is assumed of everybody before anything is known.</summary>
    public static Rates Unknown { get; } = new(0.5, 0.3, 0.05, 0.01, 0.01, 0.3);
}

/// <summary>
/// A profile's rates: the EMA (α = 0.2, the first sample initialises) over its newest 64 viewings, shrunk to everybody's rate:
/// (4·prior + n′ s)/(4 + n′), n′ = min(n, 9) (ranking.md, Signals into numbers).
/// </summary>
internal static class ProfileRates
{
    public const int Newest = 64;
    private const double Alpha = 0.2;
    private const double PriorWeight = 4;
    private const double MostSamples = (2 - Alpha) / Alpha;

    /// <summary>The rates of a profile.</summary>
    /// <param name="viewings">Oldest first.</param>
    public static Rates Of(IReadOnlyList<Viewing> viewings, in Rates prior)
    {
        var newest = viewings.Skip(Math.Max(0, viewings.Count - Newest)).ToArray();
        return new Rates(
            Shrunk(newest, viewing => viewing.Ratio, prior.WatchRatio),
            Shrunk(newest, viewing => viewing.Completed ? 1 : 0, prior.Completed),
            Shrunk(newest, viewing => viewing.Liked ? 1 : 0, prior.Liked),
            Shrunk(newest, viewing => viewing.Shared ? 1 : 0, prior.Shared),
            Shrunk(newest, viewing => viewing.Commented ? 1 : 0, prior.Commented),
            Shrunk(newest, viewing => viewing.Skipped ? 1 : 0, prior.Skipped));
    }

    private static double Shrunk(Viewing[] viewings, Func<Viewing, double?> sampleOf, double prior)
    {
        var (n, s) = (0, 0.0);
        foreach (var viewing in viewings)
        {
            if (sampleOf(viewing) is not { } sample)
                continue;
            s = n == 0 ? sample : Alpha * sample + (1 - Alpha) * s;
            n++;
        }

        var weight = Math.Min(n, MostSamples);
        return (PriorWeight * prior + weight * s) / (PriorWeight + weight);
    }
}
