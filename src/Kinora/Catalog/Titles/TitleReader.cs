using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Ranking;

namespace Kinora.Catalog.Titles;

/// <summary>Reads the visible version of one title as a whole, for an edit.</summary>
internal static class TitleReader
{
    /// <summary>Null when the database has no visible version of it.</summary>
    public static async Task<Row?> FindAsync(Session session, string id) =>
        await session.FirstOrDefaultAsync<Row>(Select, new { id });

    private const string Select = """
        select t.*, a.id as creator_id, a.name as creator_name
        from title t
        join change_set c on c.revision = t.revision
        left join creator a on a.ordinal = t.creator
        where t.id = @id and c.seq is not null
        order by c.seq desc limit 1
        """;

    internal sealed record Row
    {
        public required string Id { get; init; }

        public required long Ordinal { get; init; }

        public required long Revision { get; init; }

        public required long Kind { get; init; }

        public required StoredFlags Flags { get; init; }

        public required long Year { get; init; }

        public long? PublishedAt { get; init; }

        public required long DurationMs { get; init; }

        public string? Language { get; init; }

        public string? CreatorId { get; init; }

        public string? CreatorName { get; init; }

        public string? SeriesId { get; init; }

        public required long Season { get; init; }

        public required long Episode { get; init; }

        public required string Name { get; init; }

        public string? OriginalName { get; init; }

        public string? Genres { get; init; }

        public string? Categories { get; init; }

        public string? Tags { get; init; }

        public string? Moods { get; init; }

        public string? Themes { get; init; }

        public required long Content { get; init; }

        public string? OwnerId { get; init; }

        public string? Maturity { get; init; }

        public string? Licence { get; init; }

        public string? UnavailableReason { get; init; }

        public string? PosterUrl { get; init; }

        public string? StillUrl { get; init; }

        public string? HlsUrl { get; init; }

        public string? ManifestUrl { get; init; }

        public string? WebUrl { get; init; }

        public string? Synopsis { get; init; }

        public string? ShortDescription { get; init; }

        public string? Subtitles { get; init; }

        public string? ChaptersUrl { get; init; }

        public string? ThumbnailsUrl { get; init; }

        public bool IsRemoved => (Flags & StoredFlags.Removed) != StoredFlags.None;

        public Visibility Visibility => IsRemoved ? Visibility.Removed
            : (Flags & StoredFlags.ShadowBan) != StoredFlags.None ? Visibility.ShadowBan : Visibility.Public;

        /// <summary>As somebody could have written it.</summary>
        public TitleDraft ToDraft() => new()
        {
            Id = Id,
            Kind = WordConverter.Of(((TitleKind)Kind).ToString()),
            Title = Name,
            OriginalTitle = OriginalName,
            Synopsis = Synopsis,
            ShortDescription = ShortDescription,
            Year = Year,
            PublishedAt = PublishedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture) : null,
            DurationMs = DurationMs,
            Language = Language,
            Creator = CreatorName,
            CreatorId = CreatorId,
            Genres = Genres?.Split('\n'),
            Categories = Categories?.Split('\n'),
            Tags = Tags?.Split('\n'),
            Moods = Moods?.Split('\n'),
            Themes = Themes?.Split('\n'),
            Maturity = Maturity,
            SeriesId = SeriesId,
            Season = Season,
            Episode = Episode,
            PosterUrl = PosterUrl,
            StillUrl = StillUrl,
            HlsUrl = HlsUrl,
            ManifestUrl = ManifestUrl,
            WebUrl = WebUrl,
            Subtitles = [.. SubtitleTracks.Unpack(Subtitles).Select(track => new SubtitleDraft(track.Language, track.Label, track.Url))],
            ChaptersUrl = ChaptersUrl,
            ThumbnailsUrl = ThumbnailsUrl,
            IsFeatured = (Flags & StoredFlags.Featured) != StoredFlags.None,
            Licence = Licence,
            Available = (Flags & StoredFlags.Available) != StoredFlags.None,
            UnavailableReason = UnavailableReason,
            Visibility = WordConverter.Of(Visibility.ToString()),
        };
    }
}
