using System.Text.Json.Serialization;
using Kinora.Catalog.Titles;

namespace Kinora.Catalog.Connectors;

/// <summary>A title as a connector knows it: the members of an import.</summary>
internal sealed record ConnectorTitle
{
    public required string ExternalId { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public string? OriginalTitle { get; init; }

    public string? Synopsis { get; init; }

    public long? Year { get; init; }

    public string? PublishedAt { get; init; }

    public long? DurationMs { get; init; }

    public string? Language { get; init; }

    public string? Creator { get; init; }

    public string? CreatorId { get; init; }

    public IReadOnlyList<string>? Genres { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string>? Moods { get; init; }

    public IReadOnlyList<string>? Themes { get; init; }

    public string? Maturity { get; init; }

    public string? SeriesId { get; init; }

    public long? Season { get; init; }

    public long? Episode { get; init; }

    public string? PosterUrl { get; init; }

    public string? StillUrl { get; init; }

    public string? HlsUrl { get; init; }

    public string? ManifestUrl { get; init; }

    public string? WebUrl { get; init; }

    public bool? IsFeatured { get; init; }

    public string? Licence { get; init; }

    public bool Available { get; init; } = true;

    public string? UnavailableReason { get; init; }

    /// <summary>Whether it is something to watch, and not only what holds such things together.</summary>
    [JsonIgnore]
    public bool Counts => Kind is not ("series" or "season");

    /// <summary>A title that was brought in before, as it stands.</summary>
    public static ConnectorTitle Of(TitleDraft draft) => new()
    {
        ExternalId = draft.Id![(draft.Id!.IndexOf(':', StringComparison.Ordinal) + 1)..],
        Kind = draft.Kind!,
        Title = draft.Title!,
        OriginalTitle = draft.OriginalTitle,
        Synopsis = draft.Synopsis,
        Year = draft.Year,
        PublishedAt = draft.PublishedAt,
        DurationMs = draft.DurationMs,
        Language = draft.Language,
        Creator = draft.Creator,
        CreatorId = draft.CreatorId,
        Genres = draft.Genres,
        Categories = draft.Categories,
        Tags = draft.Tags,
        Moods = draft.Moods,
        Themes = draft.Themes,
        Maturity = draft.Maturity,
        SeriesId = draft.SeriesId,
        Season = draft.Season,
        Episode = draft.Episode,
        PosterUrl = draft.PosterUrl,
        StillUrl = draft.StillUrl,
        HlsUrl = draft.HlsUrl,
        ManifestUrl = draft.ManifestUrl,
        WebUrl = draft.WebUrl,
        IsFeatured = draft.IsFeatured,
        Licence = draft.Licence,
        Available = draft.Available ?? true,
        UnavailableReason = draft.UnavailableReason,
    };
}
