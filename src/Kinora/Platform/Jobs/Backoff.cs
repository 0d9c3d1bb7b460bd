namespace Kinora.Platform.Jobs;

/// <summary>How long to wait before the next try.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Doubles from 5 s to 1 h; of that, between half and all, so that what failed together does not come back together.
    /// </summary>
    /// <param name="failures">1 after the first failure.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan After(int failures, double chance)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var full = doubled < Longest ? doubled : Longest;
        return full * (0.5 + (0.5 * Math.Clamp(chance, 0, 1)));
    }

    /// <summary>A chance for <see cref="After"/>; nothing depends on its sequence.</summary>
    public static double Chance() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);
}
