using Kinora.Platform;
using Kinora.Ranking;

namespace Kinora.Catalog.Contracts;

/// <summary>The library that comes with the product, so that a first look has something to look at.</summary>
internal interface IDemoLibrary
{
    IReadOnlyList<DemoTitle> Titles { get; }

    /// <summary>
    /// Imports it unless it is there already; true when it was not. Refused: <c>demo-needs-own-folder</c>, when the catalogue holds titles
    /// that are not the demo's.
    /// </summary>
    Task<Outcome<bool>> LoadAsync(CancellationToken cancel);
}

/// <summary>What an invented past must know of a title.</summary>
internal sealed record DemoTitle
{
    public required string Id { get; init; }

    public required TitleKind Kind { get; init; }

    public IReadOnlyList<string> Genres { get; init; } = [];

    public string? CreatorId { get; init; }

    public string? SeriesId { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public long DurationMs { get; init; }

    /// <summary>Null: long before anybody was born.</summary>
    public double? PublishedDaysAgo { get; init; }

    public bool IsFeatured { get; init; }

    public bool IsClip => Kind == TitleKind.Clip;

    public bool IsFilm => Kind == TitleKind.Movie;

    public bool IsEpisode => Kind == TitleKind.Episode;
}
