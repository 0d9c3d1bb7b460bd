using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Search;
using Kinora.Ranking;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

/// <summary>What the search page is asked, read from its address and written back into it: every state has a link.</summary>
internal sealed class SearchQuestion
{
    public const int PageSize = 48;
    public const int MostShown = 480;

    /// <summary>The facets that the page offers, in its order, by their names in the address.</summary>
    public static IReadOnlyList<(string Name, FilterPart Part)> Facets { get; } =
    [
        ("kind", FilterPart.Kind), ("genre", FilterPart.Genre), ("mood", FilterPart.Mood), ("theme", FilterPart.Theme), ("category", FilterPart.Category),
        ("language", FilterPart.Language), ("creator", FilterPart.Creator),
    ];

    private readonly List<KeyValuePair<string, string>> _chosen = [];

    public SearchQuestion(IQueryCollection query)
    {
        Text = query["q"].ToString() is { Length: > TitleRequest.LongestQuery } longer ? longer[..TitleRequest.LongestQuery] : query["q"].ToString();
        Sort = Enum.TryParse<TitleSort>(query["sort"], ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : TitleSort.Relevance;
        ByMeaning = query["by"] == "meaning";
        LongestMinutes = int.TryParse(query["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 10_000 ? minutes : null;
        Shown = int.TryParse(query["shown"], NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? Math.Clamp(shown, PageSize, MostShown) : PageSize;
        foreach (var (name, _) in Facets)
        {
            foreach (var value in query[name])
            {
                if (!string.IsNullOrEmpty(value) && _chosen.Count < 40)
                    _chosen.Add(new(name, value));
            }
        }
    }

    public string Text { get; }

    public TitleSort Sort { get; }

    /// <summary>Titles near to what the words mean, instead of titles whose names hold them.</summary>
    public bool ByMeaning { get; }

    public int? LongestMinutes { get; }

    public int Shown { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Chosen => _chosen;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && _chosen.Count == 0 && LongestMinutes is null;

    public bool Has(string facet, string value) => _chosen.Contains(new(facet, value));

    public TitleFilter Filter(CatalogueSnapshot snapshot) => new()
    {
        Values = _chosen.GroupBy(pair => Facets.First(facet => facet.Name == pair.Key).Part)
            .ToDictionary(group => group.Key, group => (IReadOnlyCollection<int>)[.. group.Select(pair => SearchWords.Number(snapshot, group.Key, pair.Value))]),
        LongestMs = LongestMinutes * 60_000,
    };

    /// <summary>The title search for it. By meaning, the words narrow nothing: facets are counted over all that passes.</summary>
    public TitleRequest Request(CatalogueSnapshot snapshot, bool byMeaning) => new()
    {
        Query = byMeaning ? null : Text,
        Filter = Filter(snapshot),
        Sort = Sort,
        Limit = Shown,
        WithFacets = true,
    };

    /// <summary>The address with one value of a facet put in or taken out.</summary>
    public string With(string facet, string value) => Address(
        Text, Has(facet, value) ? _chosen.Where(pair => pair.Key != facet || pair.Value != value) : _chosen.Append(new(facet, value)), LongestMinutes, Sort, ByMeaning);

    public string WithText(string text) => Address(text, _chosen, LongestMinutes, Sort, ByMeaning);

    public string WithMinutes(int? minutes) => Address(Text, _chosen, minutes, Sort, ByMeaning);

    public string WithSort(TitleSort sort) => Address(Text, _chosen, LongestMinutes, sort, ByMeaning);

    public string WithMeaning(bool byMeaning) => Address(Text, _chosen, LongestMinutes, Sort, byMeaning);

    public string More => Address(Text, _chosen, LongestMinutes, Sort, ByMeaning) is var address
        ? string.Create(CultureInfo.InvariantCulture, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}shown={Shown + PageSize}")
        : "";

    /// <summary>The address without one part of the question.</summary>
    public string Without(FilterPart part) => part switch
    {
        FilterPart.Query => WithText(""),
        FilterPart.Duration => WithMinutes(null),
        _ => Address(Text, _chosen.Where(pair => Facets.First(facet => facet.Name == pair.Key).Part != part), LongestMinutes, Sort, ByMeaning),
    };

    private static string Address(string text, IEnumerable<KeyValuePair<string, string>> chosen, int? minutes, TitleSort sort, bool byMeaning)
    {
        var query = QueryString.Create(chosen.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        if (!string.IsNullOrWhiteSpace(text))
            query = QueryString.Create("q", text).Add(query);
        if (minutes is { } most)
            query = query.Add("minutes", most.ToString(CultureInfo.InvariantCulture));
        if (sort != TitleSort.Relevance)
            query = query.Add("sort", sort.ToString().ToLowerInvariant());
        if (byMeaning)
            query = query.Add("by", "meaning");
        return "/search" + query;
    }
}

/// <summary>Facet values in the address and on chips.</summary>
internal static class SearchWords
{
    /// <summary>The number of a value; −1 for one that no title has, which then finds nothing.</summary>
    public static int Number(CatalogueSnapshot snapshot, FilterPart part, string value) => part switch
    {
        FilterPart.Kind => Enum.TryParse<TitleKind>(value, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? (int)kind : -1,
        FilterPart.Creator => snapshot.Creators.TryOrdinal(value, out var creator) ? creator : -1,
        _ => Terms(snapshot, part) is { } terms && terms.TryNumber(value, out var number) ? number : -1,
    };

    /// <summary>The value as it stands in the address.</summary>
    public static string Value(CatalogueSnapshot snapshot, FilterPart part, int number) => part switch
    {
        FilterPart.Kind => ((TitleKind)number).ToString().ToLowerInvariant(),
        FilterPart.Creator => snapshot.Creators.IdOf(number),
        _ => Terms(snapshot, part)![number],
    };

    /// <summary>The value as a person reads it.</summary>
    public static string Name(CatalogueSnapshot snapshot, FilterPart part, string value) => part switch
    {
        FilterPart.Kind => Enum.TryParse<TitleKind>(value, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? KindWords.Many(kind) : value,
        FilterPart.Creator => snapshot.Creators.TryOrdinal(value, out var creator) ? snapshot.Creators.NameOf(creator) : value,
        FilterPart.Language => Language(value),
        _ => KindWords.Genre(value),
    };

    private static string Language(string tag)
    {
        try
        {
            return tag == "zxx" ? SearchPageWords.NoWords : CultureInfo.GetCultureInfo(tag).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    private static Terms? Terms(CatalogueSnapshot snapshot, FilterPart part) => part switch
    {
        FilterPart.Category => snapshot.Words.Categories,
        FilterPart.Genre => snapshot.Words.Genres,
        FilterPart.Mood => snapshot.Words.Moods,
        FilterPart.Theme => snapshot.Words.Themes,
        FilterPart.Language => snapshot.Words.Languages,
        _ => null,
    };
}
