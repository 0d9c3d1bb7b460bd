namespace Kinora.Catalog.Contracts;

/// <summary>What a snapshot does not hold of a title.</summary>
internal sealed record TitleDetails
{
    public required int Ordinal { get; init; }

    public string? OriginalTitle { get; init; }

    public string? Synopsis { get; init; }

    /// <summary>A line or two.</summary>
    public string? ShortDescription { get; init; }

    public string? PosterUrl { get; init; }

    public string? StillUrl { get; init; }

    public string? HlsUrl { get; init; }

    public string? ManifestUrl { get; init; }

    public string? WebUrl { get; init; }

    public IReadOnlyList<SubtitleReply> Subtitles { get; init; } = [];

    public string? ChaptersUrl { get; init; }

    public string? ThumbnailsUrl { get; init; }

    public string? Licence { get; init; }

    /// <summary>As the provider wrote it.</summary>
    public string? Maturity { get; init; }

    public string? UnavailableReason { get; init; }

    /// <summary>The user who owns it (an upload); null for the catalogue's own.</summary>
    public string? OwnerId { get; init; }
}

/// <summary>Texts and addresses of titles, from the database.</summary>
internal interface ITitleDetails
{
    /// <summary>
    /// One entry a title, in the same order, of exactly the version that the snapshot holds. One statement for all that are not cached.
    /// </summary>
    Task<IReadOnlyList<TitleDetails>> GetAsync(CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, CancellationToken cancel);
}
