using System.Numerics;

namespace Kinora.Ranking.Columns;

/// <summary>One bit a title for everybody's titles that pass a filter, in the chunks of one catalogue, and how many there are.</summary>
internal sealed class EligibleSet(EligibleBits[] chunks)
{
    public int Count { get; } = chunks.Sum(chunk => chunk.Count);

    public int Chunks => chunks.Length;

    public ReadOnlySpan<ulong> Bits(int chunk) => chunks[chunk].Bits;

    public bool Has(int ordinal)
    {
        var chunk = ordinal >> ColumnChunk.Shift;
        if ((uint)chunk >= (uint)chunks.Length)
            return false;
        var bits = chunks[chunk].Bits;
        var local = ordinal & ColumnChunk.Mask;
        return (uint)(local >> 6) < (uint)bits.Length && (bits[local >> 6] >> (local & 63) & 1) != 0;
    }

    /// <summary>How many titles of the kind fell to each filter.</summary>
    public int[] Dropped()
    {
        var sum = new int[DropReasons.Count];
        foreach (var chunk in chunks)
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] += chunk.Dropped[i];
        }

        return sum;
    }
}

internal static class DropReasons
{
    public static readonly int Count = Enum.GetValues<DropReason>().Length;
}

/// <summary>The same for one chunk.</summary>
internal sealed class EligibleBits
{
    public EligibleBits(ColumnChunk chunk, in EligibilityFilter filter)
    {
        Bits = new ulong[(chunk.Count + 63) >> 6];
        for (var i = 0; i < chunk.Count; i++)
        {
            if (chunk.Kinds[i] != filter.Kind || chunk.Flags[i] == TitleFlags.None)
                continue;
            var reason = (chunk.Flags[i] & TitleFlags.Public) == TitleFlags.None ? DropReason.NotPublic : filter.Drops(chunk, i);
            if (reason is null)
                Bits[i >> 6] |= 1ul << (i & 63);
            else
                Dropped[(int)reason]++;
        }

        foreach (var word in Bits)
            Count += BitOperations.PopCount(word);
    }

    public ulong[] Bits { get; }

    public int Count { get; }

    public int[] Dropped { get; } = new int[DropReasons.Count];
}
