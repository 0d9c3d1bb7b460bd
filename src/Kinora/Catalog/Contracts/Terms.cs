using System.Collections.Concurrent;

namespace Kinora.Catalog.Contracts;

/// <summary>
/// A vocabulary: words and their numbers. It only grows; a number keeps its meaning while the process lives, so that all snapshots share it.
/// </summary>
internal sealed class Terms
{
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Lock _adding = new();
    private string[] _words = new string[64];
    private volatile int _count;

    public int Count => _count;

    public string this[int number] => Volatile.Read(ref _words)[number];

    public IReadOnlyList<string> Words => new ArraySegment<string>(Volatile.Read(ref _words), 0, _count);

    public bool TryNumber(string word, out int number) => _numbers.TryGetValue(word, out number);

    /// <summary>The words of a list of numbers.</summary>
    public IReadOnlyList<string> Of(ReadOnlySpan<int> numbers)
    {
        if (numbers.IsEmpty)
            return [];
        var words = new string[numbers.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = this[numbers[i]];
        return words;
    }

    /// <summary>The word's number; a new word gets the next one.</summary>
    public int Add(string word)
    {
        if (_numbers.TryGetValue(word, out var known))
            return known;
        lock (_adding)
        {
            if (_numbers.TryGetValue(word, out known))
                return known;
            if (_count == _words.Length)
            {
                var larger = new string[_words.Length * 2];
                _words.CopyTo(larger, 0);
                Volatile.Write(ref _words, larger);
            }

            _words[_count] = word;
            _numbers[word] = _count;
            return _count++;
        }
    }
}
