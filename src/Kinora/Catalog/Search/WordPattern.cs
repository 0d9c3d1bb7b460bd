using System.Numerics;

namespace Kinora.Catalog.Search;

/// <summary>
/// A word prepared to be compared with many others. The distance counts insertions, deletions, changes of a letter and swaps of
/// neighbours, no letter edited twice (optimal string alignment), by the bit-parallel recurrence of H. Hyyrö, "A bit-vector algorithm
/// for computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003).
/// </summary>
internal sealed class WordPattern
{
    /// <summary>Words longer than this are not compared; the recurrence holds a column of the table in 64 bits.</summary>
    public const int Longest = 48;

    private readonly ulong[] _ascii = new ulong[128];
    private readonly Dictionary<int, ulong> _others = [];

    public WordPattern(string word)
    {
        Length = word.Length;
        Letters = LettersOf(word);
        if (word.Length > Longest) return;
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] < 128) _ascii[word[i]] |= 1UL << i;
            else _others[word[i]] = _others.GetValueOrDefault(word[i]) | 1UL << i;
        }
    }

    public int Length { get; }

    /// <summary>The set of letters, in which one edit changes at most two bits.</summary>
    public uint Letters { get; }

    public static uint LettersOf(ReadOnlySpan<char> word)
    {
        var letters = 0U;
        foreach (var c in word) letters |= 1U << (char.IsAsciiLetterLower(c) ? c - 'a' : char.IsAsciiDigit(c) ? 26 + c % 3 : 29 + c % 3);
        return letters;
    }

    /// <summary>The distance to a word of characters, or of bytes where all are ASCII.</summary>
    public int DistanceTo<T>(ReadOnlySpan<T> other)
        where T : struct, IBinaryInteger<T>
    {
        if (Length == 0) return other.Length;
        var last = 1UL << (Length - 1);
        var (rises, falls, diagonal, before) = (ulong.MaxValue, 0UL, 0UL, 0UL);
        var distance = Length;
        foreach (var letter in other)
        {
            var code = int.CreateTruncating(letter);
            var match = code < 128 ? _ascii[code] : _others.GetValueOrDefault(code);
            var swap = (~diagonal & match) << 1 & before;
            diagonal = ((match & rises) + rises ^ rises) | match | falls | swap;
            var up = falls | ~(diagonal | rises);
            var down = diagonal & rises;
            if ((up & last) != 0) distance++;
            if ((down & last) != 0) distance--;
            up = up << 1 | 1;
            rises = down << 1 | ~(diagonal | up);
            falls = up & diagonal;
            before = match;
        }

        return distance;
    }
}
