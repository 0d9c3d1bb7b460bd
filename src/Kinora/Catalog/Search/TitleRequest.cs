namespace Kinora.Catalog.Search;

/// <summary>One question to the catalogue. Without words (null, empty, white space) every title answers it.</summary>
internal sealed class TitleRequest
{
    /// <summary>More of a query is not read.</summary>
    public const int LongestQuery = 200;

    public string? Query { get; init; }

    public TitleFilter Filter { get; init; } = TitleFilter.None;

    public TitleSort Sort { get; init; }

    /// <summary>At least 1.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The last title of the page before.</summary>
    public TitlePosition? After { get; init; }

    public bool WithFacets { get; init; }
}
