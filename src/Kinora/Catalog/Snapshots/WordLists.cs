using System.Collections.Concurrent;
using Kinora.Catalog.Contracts;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Snapshots;

/// <summary>From joined words, as they are stored, to numbers of a vocabulary. The same few joins come again and again.</summary>
internal sealed class WordLists(Terms terms)
{
    private const int Remembered = 20_000;
    private readonly ConcurrentDictionary<string, int[]> _known = new(StringComparer.Ordinal);

    public int[] Of(string? joined)
    {
        if (joined is null)
            return [];
        if (_known.TryGetValue(joined, out var numbers))
            return numbers;
        numbers = Array.ConvertAll(joined.Split('\n'), terms.Add);
        if (_known.Count < Remembered)
            _known[joined] = numbers;
        return numbers;
    }

    public static ulong Bits(ReadOnlySpan<int> numbers)
    {
        var bits = 0ul;
        foreach (var number in numbers)
        {
            if (number < 64)
                bits |= 1ul << number;
        }

        return bits;
    }

    /// <summary>The engine's topics of the words.</summary>
    public void AddTopics(ReadOnlySpan<int> numbers, List<int> features, bool themes)
    {
        foreach (var number in numbers)
            features.Add(themes ? Feature.Theme(terms[number]) : Feature.Topic(terms[number]));
    }
}
