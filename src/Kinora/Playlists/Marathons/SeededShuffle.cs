namespace Kinora.Playlists.Marathons;

/// <summary>
/// A shuffle that is the same on every machine and in every version: SplitMix64 (Steele, Lea and Flood, 2014) draws, Fisher and Yates
/// (from the end) swap, and a draw below n takes the high half of a 128-bit product and rejects the biased rest (Lemire, 2019).
/// </summary>
internal struct SeededShuffle(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Below((ulong)i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The next 64 bits of the sequence.</summary>
    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private ulong Below(ulong bound)
    {
        var high = Math.BigMul(Next(), bound, out var low);
        if (low >= bound)
            return high;
        var least = unchecked(0 - bound) % bound;
        while (low < least)
            high = Math.BigMul(Next(), bound, out low);
        return high;
    }
}
