using System.Numerics;
using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>
/// The words of one chunk in the order of their bytes, and again by their number of characters, each with the set of its letters, so
/// that words near a given one are looked for among those of about its length only.
/// </summary>
internal sealed class Vocabulary
{
    private const int Lengths = byte.MaxValue + 1;

    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int[] _lengthStarts = new int[Lengths + 1];
    private readonly int[] _byLength;
    private readonly uint[] _letters;

    public Vocabulary(WordTable words, ReadOnlySpan<int> order)
    {
        var bytes = new ByteList();
        _starts = new int[order.Length + 1];
        var lengths = new byte[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            bytes.Add(words[order[i]]);
            _starts[i + 1] = bytes.Count;
            lengths[i] = (byte)Math.Min(Encoding.UTF8.GetCharCount(words[order[i]]), Lengths - 1);
            _lengthStarts[lengths[i] + 1]++;
        }

        _bytes = bytes.ToArray();
        for (var length = 0; length < Lengths; length++) _lengthStarts[length + 1] += _lengthStarts[length];
        _byLength = [.. Enumerable.Range(0, order.Length)];
        Array.Sort(lengths, _byLength);
        _letters = Array.ConvertAll(_byLength, word => WordPattern.LettersOf(Encoding.UTF8.GetString(this[word])));
    }

    public int Count => _starts.Length - 1;

    public long Bytes => _bytes.Length + 4L * Lengths + 12L * Count;

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
        Span<char> chars = stackalloc char[Lengths];
        for (var length = Math.Max(word.Length - edits, 1); length <= word.Length + edits; length++)
        {
            for (var i = _lengthStarts[length]; i < _lengthStarts[length + 1]; i++)
            {
                // An edit brings in at most one letter and takes out at most one.
                var differing = _letters[i] ^ word.Letters;
                if (BitOperations.PopCount(differing) > edits * 2 || BitOperations.PopCount(differing & word.Letters) > edits
                    || BitOperations.PopCount(differing & _letters[i]) > edits) continue;
                var bytes = this[_byLength[i]];
                var distance = bytes.Length == length
                    ? word.DistanceTo(bytes)
                    : word.DistanceTo<char>(chars[..Encoding.UTF8.GetChars(bytes, chars)]);
                if (distance <= edits) found.Add((_byLength[i], distance));
            }
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
