namespace Kinora.Catalog.Search;

/// <summary>The words of each segment near each word of a query, looked for once in a search however often they are asked for.</summary>
internal sealed class NearWords
{
    private readonly Dictionary<string, WordPattern> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<(TitleSegment Segment, string Word), List<(int Word, int Distance)>> _found = [];

    /// <summary>The words of the segment within the edits that are forgiven in the given one.</summary>
    public List<(int Word, int Distance)> Of(TitleSegment segment, string word)
    {
        if (_found.TryGetValue((segment, word), out var found)) return found;
        if (!_patterns.TryGetValue(word, out var pattern)) _patterns[word] = pattern = new WordPattern(word);
        found = [];
        segment.Words.Near(pattern, SimilarQuery.EditsIn(word), found);
        _found[(segment, word)] = found;
        return found;
    }
}
