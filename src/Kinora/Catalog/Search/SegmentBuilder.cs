namespace Kinora.Catalog.Search;

/// <summary>
/// Builds the index of one chunk from its titles in ascending order. Chunks are built independently, so a loader can fill one while
/// another thread builds the one before.
/// </summary>
internal sealed class SegmentBuilder
{
    /// <summary>How much of a name can be found; the whole of it is kept.</summary>
    public const int LongestName = 1000;

    private readonly Readings _readings = new();
    private readonly ulong[] _present = new ulong[Bits.Length];
    private readonly ByteList _names = new();
    private readonly ByteList _texts = new();
    private readonly List<int> _nameStarts = [];
    private readonly List<int> _textStarts = [];
    private readonly List<(int Start, ushort Local)> _sorted = [];
    private readonly KeyTable _gramTable = new();
    private readonly WordTable _wordTable = new();
    private readonly PostingsBuilder _grams = new();
    private readonly PostingsBuilder _chars = new();
    private readonly PostingsBuilder _words = new();
    private int _last = -1;

    public void Add(int local, in TitleName name)
    {
        if (local <= _last) throw new ArgumentOutOfRangeException(nameof(local), local, $"Titles come in ascending order; the last was {_last}.");
        _last = local;
        Bits.Set(_present, local);
        _nameStarts.Add(_names.Count);
        _names.Add(name.Name);
        if (name.Original is { } original && original != name.Name)
        {
            _names.Add(TitleSegment.OriginalFollows);
            _names.Add(original);
        }

        _textStarts.Add(_texts.Count);
        AddTexts(local, name.Name);
        if (name.Original is not null) AddTexts(local, name.Original);
    }

    public TitleSegment Build()
    {
        _nameStarts.Add(_names.Count);
        _textStarts.Add(_texts.Count);
        var texts = _texts.ToArray();
        var grams = _gramTable.Keys;
        var gramOrder = Enumerable.Range(0, grams.Length).ToArray();
        Array.Sort(grams, gramOrder);
        var wordOrder = Enumerable.Range(0, _wordTable.Count).ToArray();
        wordOrder.AsSpan().Sort((a, b) => _wordTable[a].SequenceCompareTo(_wordTable[b]));
        var charOrder = Enumerable.Range(0, Gram.Codes).ToArray();
        _chars.Reserve(Gram.Codes);
        return new TitleSegment(_present, _names.ToArray(), [.. _nameStarts], texts, [.. _textStarts])
        {
            Sorted = SortedTexts.Of(texts, _sorted),
            Grams = grams,
            GramLists = _grams.Build(gramOrder),
            CharLists = _chars.Build(charOrder),
            Words = new Vocabulary(_wordTable, wordOrder),
            WordLists = _words.Build(wordOrder),
        };
    }

    private void AddTexts(int local, string name)
    {
        _readings.Read(name, LongestName);
        var words = _readings.Words;
        var joined = _readings.Joined;
        var literal = _readings.Literal;
        AddText(local, words, hasWords: true);
        if (!joined.SequenceEqual(words)) AddText(local, joined, hasWords: true);
        if (!literal.SequenceEqual(words) && !literal.SequenceEqual(joined)) AddText(local, literal, hasWords: false);
    }

    private void AddText(int local, ReadOnlySpan<char> text, bool hasWords)
    {
        if (text.IsEmpty) return;
        var start = _texts.Count;
        _texts.Add(text);
        _sorted.Add((start, (ushort)local));
        if (hasWords) AddWords(local, _texts.Span[start..]);
        _texts.Add(TitleSegment.EndOfText);
        AddGrams(local, text);
    }

    private void AddWords(int local, ReadOnlySpan<byte> text)
    {
        foreach (var range in text.Split((byte)' ')) _words.Add(_wordTable.NumberOf(text[range]), local);
    }

    private void AddGrams(int local, ReadOnlySpan<char> text)
    {
        var (first, second) = (0U, Gram.Code(' '));
        for (var i = 0; i <= text.Length; i++)
        {
            var third = Gram.Code(i < text.Length ? text[i] : ' ');
            if (i > 0) _grams.Add(_gramTable.NumberOf(Gram.Of(first, second, third)), local);
            if (i < text.Length) _chars.Add((int)third, local);
            (first, second) = (second, third);
        }
    }
}
