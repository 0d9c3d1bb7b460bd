using System.Numerics;
using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>The words of one chunk in the order of their bytes, each with its number of characters and the set of its letters.</summary>
internal sealed class Vocabulary
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly uint[] _letters;
    private readonly byte[] _lengths;

    public Vocabulary(WordTable words, ReadOnlySpan<int> order)
    {
        var total = 0;
        foreach (var number in order) total += words[number].Length;
        _bytes = new byte[total];
        _starts = new int[order.Length + 1];
        _letters = new uint[order.Length];
        _lengths = new byte[order.Length];
        for (int i = 0, at = 0; i < order.Length; i++)
        {
            var word = words[order[i]];
            word.CopyTo(_bytes.AsSpan(at));
            at += word.Length;
            _starts[i + 1] = at;
            var text = Encoding.UTF8.GetString(word);
            _letters[i] = WordPattern.LettersOf(text);
            _lengths[i] = (byte)Math.Min(text.Length, byte.MaxValue);
        }
    }

    public int Count => _starts.Length - 1;

    public long Bytes => _bytes.Length + 9L * Count;

    public ReadOnlySpan<byte> this[int word] => _bytes.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    /// <summary>The place of the word, or −1.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        var at = LowerBound(word, 0);
        return at < Count && this[at].SequenceEqual(word) ? at : -1;
    }

    /// <summary>The words that begin with the given bytes: from the first up to, and without, the second.</summary>
    public (int From, int To) StartingWith(ReadOnlySpan<byte> prefix)
    {
        var from = LowerBound(prefix, 0);
        var (low, high) = (from, Count);
        while (low < high)
        {
            var middle = low + high >>> 1;
            if (this[middle].StartsWith(prefix)) low = middle + 1;
            else high = middle;
        }

        return (from, low);
    }

    /// <summary>Adds every word at most <paramref name="edits"/> away from the given one, with its distance.</summary>
    public void Near(WordPattern word, int edits, List<(int Word, int Distance)> found)
    {
        if (edits == 0 || word.Length > WordPattern.Longest) return;
        Span<char> chars = stackalloc char[byte.MaxValue];
        for (var i = 0; i < _letters.Length; i++)
        {
            // An edit changes the length by at most one and the set of letters by at most two.
            if (Math.Abs(_lengths[i] - word.Length) > edits || BitOperations.PopCount(_letters[i] ^ word.Letters) > edits * 2) continue;
            var bytes = this[i];
            var distance = bytes.Length == _lengths[i]
                ? word.DistanceTo(bytes)
                : word.DistanceTo<char>(chars[..Encoding.UTF8.GetChars(bytes, chars)]);
            if (distance <= edits) found.Add((i, distance));
        }
    }

    private int LowerBound(ReadOnlySpan<byte> word, int from)
    {
        var (low, high) = (from, Count);
        while (low < high)
        {
            var middle = low + high >>> 1;
            if (this[middle].SequenceCompareTo(word) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
