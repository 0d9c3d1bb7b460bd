using System.Numerics;
using System.Runtime.InteropServices;

namespace Kinora.Catalog.Search;

/// <summary>
/// For each of many keys the ascending titles of one chunk that carry it. A list is the gaps between its titles, seven bits a byte,
/// or, where that would take as much room, the set itself as bits; its length tells which.
/// </summary>
internal sealed class PostingLists(int[] starts, byte[] data)
{
    /// <summary>The size of a list that is the set itself. A packed list must stay below it.</summary>
    public const int AsBits = Bits.Length * sizeof(ulong);

    /// <summary>From this size on, counting the bits of a set is quicker than unpacking a list.</summary>
    public const int QuickToCount = 2048;

    public int Count => starts.Length - 1;

    public long Bytes => starts.Length * (long)sizeof(int) + data.Length;

    /// <summary>How much room a list takes: a cheap measure of how many titles stand in it.</summary>
    public int SizeOf(int list) => starts[list + 1] - starts[list];

    public int TitlesIn(int list)
    {
        var bytes = BytesOf(list);
        if (bytes.Length == AsBits) return Bits.Count(MemoryMarshal.Cast<byte, ulong>(bytes));
        var count = 0;
        foreach (var value in bytes) count += value < 0x80 ? 1 : 0;
        return count;
    }

    /// <summary>How many titles of a list stand in a set.</summary>
    public int CountIn(ReadOnlySpan<ulong> set, int list)
    {
        var bytes = BytesOf(list);
        if (bytes.Length == AsBits) return Bits.CountAnd(MemoryMarshal.Cast<byte, ulong>(bytes), set);
        var (count, local) = (0, -1);
        for (var at = 0; at < bytes.Length;)
        {
            local += Gap(bytes, ref at);
            count += (int)(set[local >> 6] >> local & 1);
        }

        return count;
    }

    /// <summary>Adds the titles of a list to a set.</summary>
    public void AddTo(Span<ulong> set, int list)
    {
        var bytes = BytesOf(list);
        if (bytes.Length == AsBits)
        {
            Bits.Or(set, MemoryMarshal.Cast<byte, ulong>(bytes));
            return;
        }

        var local = -1;
        for (var at = 0; at < bytes.Length;)
        {
            local += Gap(bytes, ref at);
            set[local >> 6] |= 1UL << local;
        }
    }

    /// <summary>Adds one to the counter of each title of a list.</summary>
    public void AddTo(Span<byte> counters, int list)
    {
        var bytes = BytesOf(list);
        if (bytes.Length == AsBits)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            for (var i = 0; i < words.Length; i++)
                for (var rest = words[i]; rest != 0; rest &= rest - 1)
                    counters[i << 6 | BitOperations.TrailingZeroCount(rest)]++;
            return;
        }

        var local = -1;
        for (var at = 0; at < bytes.Length;)
        {
            local += Gap(bytes, ref at);
            counters[local]++;
        }
    }

    private static int Gap(ReadOnlySpan<byte> bytes, ref int at)
    {
        int first = bytes[at++];
        if (first < 0x80) return first + 1;
        int second = bytes[at++];
        var gap = first & 0x7F | (second & 0x7F) << 7;
        if (second >= 0x80) gap |= bytes[at++] << 14;
        return gap + 1;
    }

    private ReadOnlySpan<byte> BytesOf(int list) => data.AsSpan(starts[list], starts[list + 1] - starts[list]);
}
