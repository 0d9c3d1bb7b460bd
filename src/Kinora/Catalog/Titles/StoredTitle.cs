using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Ranking;

namespace Kinora.Catalog.Titles;

/// <summary>A title that passed all rules, as it is stored. Lists are joined by line feeds.</summary>
internal sealed record StoredTitle
{
    public required string Id { get; init; }

    public required TitleKind Kind { get; init; }

    public required string Name { get; init; }

    public string? OriginalName { get; init; }

    public string? Synopsis { get; init; }

    public string? ShortDescription { get; init; }

    public int Year { get; init; }

    public long? PublishedAt { get; init; }

    public long DurationMs { get; init; }

    public string? Language { get; init; }

    public string? CreatorId { get; init; }

    public string? CreatorName { get; init; }

    public string? Genres { get; init; }

    public string? Categories { get; init; }

    public string? Tags { get; init; }

    public string? Moods { get; init; }

    public string? Themes { get; init; }

    public string? Maturity { get; init; }

    public int Age { get; init; }

    public string? SeriesId { get; init; }

    public int Season { get; init; }

    public int Episode { get; init; }

    public string? PosterUrl { get; init; }

    public string? StillUrl { get; init; }

    public string? HlsUrl { get; init; }

    public string? ManifestUrl { get; init; }

    public string? WebUrl { get; init; }

    /// <summary>As <see cref="SubtitleTracks"/> packs them.</summary>
    public string? Subtitles { get; init; }

    public string? ChaptersUrl { get; init; }

    public string? ThumbnailsUrl { get; init; }

    public string? Licence { get; init; }

    public bool IsFeatured { get; init; }

    public bool Available { get; init; } = true;

    public string? UnavailableReason { get; init; }

    public Visibility Visibility { get; init; }

    public string? OwnerId { get; init; }

    /// <summary>The content that this version was made of by adding what is worked out; null = it is as somebody wrote it.</summary>
    [JsonIgnore]
    public long? SourceContent { get; init; }

    /// <summary>What other members say, as the row has it; no member of its own where a title is written down.</summary>
    [JsonIgnore]
    public StoredFlags Flags =>
        (Visibility == Visibility.ShadowBan ? StoredFlags.ShadowBan : StoredFlags.None)
        | (Visibility == Visibility.Removed ? StoredFlags.Removed : StoredFlags.None)
        | (Available ? StoredFlags.Available : StoredFlags.None)
        | (IsFeatured ? StoredFlags.Featured : StoredFlags.None)
        | (PosterUrl is null && StillUrl is null ? StoredFlags.None : StoredFlags.Artwork)
        | (HlsUrl is null && ManifestUrl is null ? StoredFlags.None : StoredFlags.Media)
        | (WebUrl is null ? StoredFlags.None : StoredFlags.Page)
        | (Synopsis is null ? StoredFlags.None : StoredFlags.Synopsis);

    /// <summary>Equal for equal content, whoever may see it: an import leaves a title alone whose content is what it brings.</summary>
    public long Content()
    {
        var text = string.Join(
            '\u001F', Kind, Name, OriginalName, Synopsis, Year, PublishedAt, DurationMs, Language, CreatorId, Genres, Categories, Tags, Moods,
            Themes, Maturity, SeriesId, Season, Episode, PosterUrl, StillUrl, HlsUrl, ManifestUrl, WebUrl, Licence, IsFeatured, Available,
            UnavailableReason);
        // Left out where there is none: titles of before the member are still equal to themselves.
        if (ShortDescription is not null)
            text += '\u001F' + ShortDescription;
        // Titles without tracks keep the content that they had before there were any, so that importing them again changes nothing.
        if (Subtitles is not null || ChaptersUrl is not null || ThumbnailsUrl is not null)
            text = string.Join('\u001F', text, Subtitles, ChaptersUrl, ThumbnailsUrl);
        return BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
