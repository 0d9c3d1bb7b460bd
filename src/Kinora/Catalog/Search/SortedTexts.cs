using System.Buffers.Binary;

namespace Kinora.Catalog.Search;

/// <summary>Every reading of every name of one chunk, in the order of its bytes, so that a prefix is a range.</summary>
internal sealed class SortedTexts
{
    private readonly byte[] _texts;
    private readonly int[] _starts;
    private readonly ushort[] _locals;

    private SortedTexts(byte[] texts, int[] starts, ushort[] locals) => (_texts, _starts, _locals) = (texts, starts, locals);

    public long Bytes => _starts.Length * 6L;

    public static SortedTexts Of(byte[] texts, List<(int Start, ushort Local)> readings)
    {
        var keys = new ulong[readings.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = KeyAt(texts, readings[i].Start);
        var sorted = readings.ToArray();
        Array.Sort(keys, sorted);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from];) to++;
            if (to - from > 1) sorted.AsSpan(from, to - from).Sort((a, b) => Compare(texts, a, b));
        }

        return new SortedTexts(texts, Array.ConvertAll(sorted, s => s.Start), Array.ConvertAll(sorted, s => s.Local));
    }

    /// <summary>The first eight bytes of a text as a number that sorts as they do.</summary>
    public static ulong KeyAt(ReadOnlySpan<byte> texts, int start)
    {
        var rest = texts[start..];
        if (rest.Length < 8)
        {
            Span<byte> padded = stackalloc byte[8];
            padded.Clear();
            rest.CopyTo(padded);
            return Cut(BinaryPrimitives.ReadUInt64BigEndian(padded));
        }

        return Cut(BinaryPrimitives.ReadUInt64BigEndian(rest));
    }

    /// <summary>Adds the titles with a text that begins with, and those with a text that is, the given one.</summary>
    public void Find(ReadOnlySpan<byte> text, Span<ulong> beginning, Span<ulong> exact)
    {
        var (low, high) = (0, _starts.Length);
        while (low < high)
        {
            var middle = low + high >>> 1;
            if (At(middle).SequenceCompareTo(text) < 0) low = middle + 1;
            else high = middle;
        }

        // The end of the range is found by doubling: most ranges are short.
        var from = low;
        var step = 1;
        while (low + step < _starts.Length && At(low + step).StartsWith(text)) step *= 2;
        high = Math.Min(low + step, _starts.Length);
        while (low < high)
        {
            var middle = low + high >>> 1;
            if (At(middle).StartsWith(text)) low = middle + 1;
            else high = middle;
        }

        for (var i = from; i < low; i++) Bits.Set(beginning, _locals[i]);
        for (var i = from; i < low && _texts[_starts[i] + text.Length] == TitleSegment.EndOfText; i++) Bits.Set(exact, _locals[i]);
    }

    private ReadOnlySpan<byte> At(int place) => _texts.AsSpan(_starts[place]);

    /// <summary>Nothing behind the end of the text may count: the byte zero ends it, and what follows is another text.</summary>
    private static ulong Cut(ulong key)
    {
        for (var shift = 56; shift >= 0; shift -= 8)
            if ((key >> shift & 0xFF) == 0)
                return shift == 56 ? 0 : key & ~((1UL << (shift + 8)) - 1);
        return key;
    }

    private static int Compare(byte[] texts, (int Start, ushort Local) one, (int Start, ushort Local) two)
    {
        var order = TitleSegment.TextAt(texts, one.Start).SequenceCompareTo(TitleSegment.TextAt(texts, two.Start));
        return order != 0 ? order : one.Local.CompareTo(two.Local);
    }
}
