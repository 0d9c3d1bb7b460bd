using System.Numerics;
using System.Runtime.InteropServices;

namespace Kinora.Catalog.Search;

/// <summary>Sets of titles of one chunk as 65,536 bits.</summary>
internal static class Bits
{
    public const int Titles = 1 << Shift;
    public const int Shift = 16;
    public const int Mask = Titles - 1;
    public const int Length = Titles / 64;

    public static bool Has(ReadOnlySpan<ulong> set, int local) => (set[local >> 6] >> local & 1) != 0;

    public static void Set(Span<ulong> set, int local) => set[local >> 6] |= 1UL << local;

    public static void And(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        var wide = Wide(set);
        var wideOther = Wide(other);
        for (var i = 0; i < wide.Length; i++) wide[i] &= wideOther[i];
    }

    public static void AndNot(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        var wide = Wide(set);
        var wideOther = Wide(other);
        for (var i = 0; i < wide.Length; i++) wide[i] = Vector.AndNot(wide[i], wideOther[i]);
    }

    public static void Or(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        var wide = Wide(set);
        var wideOther = Wide(other);
        for (var i = 0; i < wide.Length; i++) wide[i] |= wideOther[i];
    }

    public static int Count(ReadOnlySpan<ulong> set)
    {
        var count = 0;
        foreach (var word in set) count += BitOperations.PopCount(word);
        return count;
    }

    public static int CountAnd(ReadOnlySpan<ulong> set, ReadOnlySpan<ulong> other)
    {
        var count = 0;
        for (var i = 0; i < set.Length && i < other.Length; i++) count += BitOperations.PopCount(set[i] & other[i]);
        return count;
    }

    public static bool Any(ReadOnlySpan<ulong> set) => set.ContainsAnyExcept(0UL);

    private static Span<Vector<ulong>> Wide(Span<ulong> set) => MemoryMarshal.Cast<ulong, Vector<ulong>>(set);

    private static ReadOnlySpan<Vector<ulong>> Wide(ReadOnlySpan<ulong> set) => MemoryMarshal.Cast<ulong, Vector<ulong>>(set);
}
