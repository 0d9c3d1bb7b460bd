namespace Kinora.Ranking;

/// <summary>
/// Random numbers without a state: the same place always gives the same number, so that what was drawn can be drawn again. SplitMix64's
/// finaliser over the seed and the counters.
/// </summary>
internal static class CounterRandom
{
    public static ulong Bits(ulong seed, params ReadOnlySpan<ulong> counters)
    {
        var x = Mix(seed + 0x9e3779b97f4a7c15);
        foreach (var counter in counters)
            x = Mix(x ^ Mix(counter + 0x9e3779b97f4a7c15));
        return x;
    }

    /// <summary>In [0, 1).</summary>
    public static double Uniform(ulong seed, params ReadOnlySpan<ulong> counters) => (Bits(seed, counters) >> 11) * (1.0 / (1ul << 53));

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
