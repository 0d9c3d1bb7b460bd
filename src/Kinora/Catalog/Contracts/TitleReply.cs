using System.Text.Json.Serialization;
using Kinora.Platform.Security;
using Kinora.Ranking;

namespace Kinora.Catalog.Contracts;

/// <summary>A title in replies, on every route that shows one.</summary>
internal record TitleReply
{
    public required string Id { get; init; }

    public required TitleKind Kind { get; init; }

    public required string Title { get; init; }

    public string? OriginalTitle { get; init; }

    public string? Synopsis { get; init; }

    /// <summary>A line or two, where a whole synopsis is too much.</summary>
    public string? ShortDescription { get; init; }

    public int? Year { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public long? DurationMs { get; init; }

    public string? Language { get; init; }

    public string? Creator { get; init; }

    public string? CreatorId { get; init; }

    public required IReadOnlyList<string> Genres { get; init; }

    public required IReadOnlyList<string> Categories { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<string> Moods { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public string? Maturity { get; init; }

    /// <summary>The age that <see cref="Maturity"/> stands for; unknown is 18.</summary>
    public required int MaturityAge { get; init; }

    public string? SeriesId { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public string? PosterUrl { get; init; }

    public string? StillUrl { get; init; }

    public required PlaybackReply Playback { get; init; }

    public required bool IsFeatured { get; init; }

    public string? Licence { get; init; }

    public required Visibility Visibility { get; init; }

    public required bool Available { get; init; }

    public string? UnavailableReason { get; init; }

    /// <summary>Filled by annotators; a title without offers is free.</summary>
    public IReadOnlyList<AccessOption> AccessOptions { get; init; } = [];

    public UserAccess UserAccess { get; init; } = UserAccess.Free;

    /// <summary>The viewer has hidden this title, its creator or one of its topics.</summary>
    public bool Hidden { get; init; }

    /// <summary>Which version of the title this is; the ETag of its detail.</summary>
    [JsonIgnore]
    public long Revision { get; init; }
}

/// <summary>Where it plays, and what a player shows beside the picture.</summary>
internal sealed record PlaybackReply(string? HlsUrl, string? ManifestUrl, string? WebUrl)
{
    /// <summary>WebVTT files, in the order of the provider.</summary>
    public IReadOnlyList<SubtitleReply> Subtitles { get; init; } = [];

    /// <summary>A WebVTT file whose cues are chapters.</summary>
    public string? ChaptersUrl { get; init; }

    /// <summary>A WebVTT file whose cues name pictures, such as <c>sheet.jpg#xywh=0,0,160,90</c>.</summary>
    public string? ThumbnailsUrl { get; init; }
}

/// <summary>One track of subtitles.</summary>
/// <param name="Language">A language tag such as <c>en</c>.</param>
/// <param name="Label">What the menu calls it.</param>
internal sealed record SubtitleReply(string Language, string Label, string Url);

/// <summary>One way to get access.</summary>
internal sealed record AccessOption(string Type, long? PriceCents, string? Currency, int? RentalWindowHours, string? PackageId);

/// <summary>What the viewer holds.</summary>
internal sealed record UserAccess(bool HasAccess, string? AccessType, DateTimeOffset? ExpiresAt)
{
    public static UserAccess Free { get; } = new(true, "free", null);
}

/// <summary>Contributed by modules that know something about a title and the person who looks at it.</summary>
internal interface ITitleAnnotator
{
    /// <summary>
    /// Gives the replies back with what this module adds, in the same order. <paramref name="ordinals"/> has one entry a reply.
    /// <paramref name="caller"/> is null for a stranger (<c>Catalog:Public</c>).
    /// </summary>
    Task<IReadOnlyList<TitleReply>> AnnotateAsync(
        Caller? caller, CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, IReadOnlyList<TitleReply> replies, CancellationToken cancel);
}

/// <summary>Turns titles of a snapshot into what clients see.</summary>
internal interface ITitleReplies
{
    /// <summary>One reply a title, in the same order, annotated; one batch of texts from the database, mostly from a cache.</summary>
    Task<IReadOnlyList<TitleReply>> OfAsync(
        Caller? caller, CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, CancellationToken cancel);
}
