using System.Text;

namespace Kinora.Ranking.Experiments;

/// <summary>
/// Where a profile stands for a flag, the same in every process and for ever: FNV-1a-64 over the UTF-8 of <c>flag/profile</c>, SplitMix64's
/// finaliser over that, and of the result the high part of its product with <see cref="Count"/>. Two flags put the same people into places
/// that have nothing to do with each other.
/// </summary>
internal static class Buckets
{
    /// <summary>A bucket is a hundredth of a percent.</summary>
    public const int Count = 10_000;

    public const int OfPercent = Count / 100;

    public static int Of(string flag, string profileId)
    {
        var hash = 14695981039346656037ul;
        foreach (var one in Encoding.UTF8.GetBytes($"{flag}/{profileId}"))
            hash = (hash ^ one) * 1099511628211ul;
        return (int)Math.BigMul(CounterRandom.Bits(hash), Count, out _);
    }
}
