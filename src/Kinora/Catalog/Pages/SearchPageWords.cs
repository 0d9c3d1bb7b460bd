using Kinora.Catalog.Search;
using Kinora.Platform.Ui;

namespace Kinora.Catalog.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class SearchPageWords
{
    private static readonly Wording Text = new(typeof(SearchPageWords));

    public static string MoreFacets => Text.Get();

    public static string FoundOne => Text.Get();

    public static string Title => Text.Get();

    public static string How => Text.Get();

    public static string ByWords => Text.Get();

    public static string ByMeaning => Text.Get();

    public static string MeaningHint => Text.Get();

    public static string NearestFirst => Text.Get();

    public static string TitleOf(object? first) => Text.Fill([first]);

    public static string Hint => Text.Get();

    public static string Narrow => Text.Get();

    public static string Found(object? first) => Text.Fill([first]);

    public static string DidYouMean(object? first) => Text.Fill([first]);

    public static string More => Text.Get();

    public static string NothingHead => Text.Get();

    public static string Nothing => Text.Get();

    public static string NothingRelax => Text.Get();

    public static string Relax(object? first, object? second) => Text.Fill([first, second]);

    public static string Everything => Text.Get();

    public static string EmptyCatalogueHead => Text.Get();

    public static string EmptyCatalogue => Text.Get();

    public static string Import => Text.Get();

    public static string Kind => Text.Get();

    public static string Genre => Text.Get();

    public static string Mood => Text.Get();

    public static string Theme => Text.Get();

    public static string Category => Text.Get();

    public static string Language => Text.Get();

    public static string Creator => Text.Get();

    public static string Available => Text.Get();

    public static string Length => Text.Get();

    public static string Words => Text.Get();

    public static string Under(object? first) => Text.Fill([first]);

    public static string NoWords => Text.Get();

    public static string ByRelevance => Text.Get();

    public static string ByPopularity => Text.Get();

    public static string ByAge => Text.Get();

    public static string ByName => Text.Get();

    public static string Of(FilterPart part) => part switch
    {
        FilterPart.Category => Category,
        FilterPart.Genre => Genre,
        FilterPart.Mood => Mood,
        FilterPart.Theme => Theme,
        FilterPart.Kind => Kind,
        FilterPart.Language => Language,
        FilterPart.Available => Available,
        FilterPart.Creator => Creator,
        FilterPart.Duration => Length,
        FilterPart.Query => Words,
    };

    public static string Of(TitleSort sort) => sort switch
    {
        TitleSort.Relevance => ByRelevance,
        TitleSort.Popular => ByPopularity,
        TitleSort.Newest => ByAge,
        TitleSort.Name => ByName,
    };
}
