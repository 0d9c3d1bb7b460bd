using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

/// <summary>Generated catalogues and questions: few words, near to each other, in many spellings, so that every tier is met.</summary>
internal sealed class Worlds(int seed)
{
    private static readonly string[] Words =
    [
        "the", "a", "an", "man", "men", "woman", "star", "stars", "start", "war", "wars", "ward", "casablanca", "casanova", "night",
        "knight", "dark", "darkness", "spider", "don't", "C.H.U.D.", "M*A*S*H", "Amélie", "amelie", "Ærø", "Straße", "ＦＵＬＬ", "Łódź",
        "8½", "2001", "ii", "é", "e", "x", "天国と地獄", "天国", "七人の侍", "Сталкер", "сталкер", "שלום", "مرحبا", "🎬", "👨‍👩‍👧", "&", "-", "!", "%", "_", "\"", "'",
        "Spider-Man", "spiderman", "Wall·E", "\ud800", "\0", "İstanbul", "ﬁlm", "한국", "한글", "à\u0300",
    ];

    private static readonly string[] Gaps = [" ", " ", " ", "  ", "-", ": ", "", "\t"];

    private readonly Random _random = new(seed);

    public Library Library()
    {
        var library = new Library();
        var first = _random.Next(4) == 0 ? Bits.Titles - 10 : 0;
        var count = _random.Next(40);
        for (var i = 0; i < count; i++)
            if (_random.Next(6) > 0)
                library[first + i] = Title();
        return library;
    }

    public Library.Entry Title() => new()
    {
        Name = new TitleName(Name(), _random.Next(4) == 0 ? Name() : null),
        Kind = _random.Next(3),
        Genres = [.. Enumerable.Range(0, 5).Where(_ => _random.Next(3) == 0)],
        Category = _random.Next(3) == 0 ? null : _random.Next(3),
        Language = _random.Next(3) == 0 ? null : _random.Next(2),
        Creator = _random.Next(3) == 0 ? null : _random.Next(1000),
        Available = _random.Next(3) > 0,
        Listed = _random.Next(8) > 0,
        Popularity = _random.Next(3),
        PublishedAt = _random.Next(5) - 1 is var at and >= 0 ? at : long.MinValue,
        DurationMs = _random.Next(4) * 1000,
    };

    public TitleRequest Request(Library library) => new()
    {
        Query = Query(library),
        Filter = Filter(),
        Sort = _random.Next(3) > 0 ? TitleSort.Relevance : (TitleSort)_random.Next(4),
        Limit = _random.Next(3) == 0 ? 1 + _random.Next(5) : 100,
        WithFacets = _random.Next(2) == 0,
    };

    /// <summary>Some edits: titles added, changed and removed.</summary>
    public Dictionary<int, TitleName?> Edit(Library library)
    {
        var edits = new Dictionary<int, TitleName?>();
        for (var i = _random.Next(6); i > 0; i--)
        {
            var ordinal = _random.Next(library.Count + 3);
            library[ordinal] = _random.Next(3) == 0 ? null : Title();
            edits[ordinal] = library[ordinal]?.Name;
        }

        return edits;
    }

    private string Name()
    {
        var name = "";
        for (var i = _random.Next(4); i >= 0; i--) name += Words[_random.Next(Words.Length)] + Gaps[_random.Next(Gaps.Length)];
        return name;
    }

    private string? Query(Library library)
    {
        var name = library.Titles.Count > 0 && _random.Next(3) > 0
            ? library.Titles.Values.ElementAt(_random.Next(library.Titles.Count)).Name.Name
            : Name();
        switch (_random.Next(8))
        {
            case 0: return null;
            case 1: return name;
            case 2: return name[..(1 + _random.Next(name.Length))];
            case 3: return name[_random.Next(name.Length)..];
            case 4: return name.Insert(_random.Next(name.Length), "q");
            case 5: return name.Remove(_random.Next(name.Length), 1);
            case 6: return Words[_random.Next(Words.Length)];
            default:
                var from = _random.Next(name.Length);
                return name.Substring(from, 1 + _random.Next(Math.Min(3, name.Length - from)));
        }
    }

    private TitleFilter Filter()
    {
        var values = new Dictionary<FilterPart, IReadOnlyCollection<int>>();
        if (_random.Next(2) == 0) return TitleFilter.None;
        if (_random.Next(3) == 0) values[FilterPart.Kind] = [_random.Next(3)];
        if (_random.Next(3) == 0) values[FilterPart.Genre] = [_random.Next(5), _random.Next(6)];
        if (_random.Next(4) == 0) values[FilterPart.Category] = [_random.Next(3), 7];
        if (_random.Next(4) == 0) values[FilterPart.Language] = [_random.Next(2)];
        if (_random.Next(6) == 0) values[FilterPart.Creator] = [.. Enumerable.Range(0, 500)];
        if (_random.Next(4) == 0) values[FilterPart.Available] = [1];
        if (_random.Next(20) == 0) values[FilterPart.Mood] = [];
        return new TitleFilter
        {
            Values = values,
            ShortestMs = _random.Next(4) == 0 ? _random.Next(3) * 1000L : null,
            LongestMs = _random.Next(4) == 0 ? _random.Next(4) * 1000L : null,
        };
    }
}
