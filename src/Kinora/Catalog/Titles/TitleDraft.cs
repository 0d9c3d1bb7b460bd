using Kinora.Platform;

namespace Kinora.Catalog.Titles;

/// <summary>A title as somebody wrote it: every member may be missing, nothing is checked yet.</summary>
internal sealed class TitleDraft
{
    /// <summary>The members that were written, null or not: what a partial update changes.</summary>
    public HashSet<string> Written { get; } = new(StringComparer.Ordinal);

    public string? Id { get; set; }

    public string? Provider { get; set; }

    public string? ExternalId { get; set; }

    public string? Kind { get; set; }

    public string? Title { get; set; }

    public string? OriginalTitle { get; set; }

    public string? Synopsis { get; set; }

    public string? ShortDescription { get; set; }

    public long? Year { get; set; }

    public string? PublishedAt { get; set; }

    public long? DurationMs { get; set; }

    public string? Language { get; set; }

    public string? Creator { get; set; }

    public string? CreatorId { get; set; }

    public IReadOnlyList<string>? Genres { get; set; }

    public IReadOnlyList<string>? Categories { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    public IReadOnlyList<string>? Moods { get; set; }

    public IReadOnlyList<string>? Themes { get; set; }

    public string? Maturity { get; set; }

    public string? SeriesId { get; set; }

    public long? Season { get; set; }

    public long? Episode { get; set; }

    public string? PosterUrl { get; set; }

    public string? StillUrl { get; set; }

    public string? HlsUrl { get; set; }

    public string? ManifestUrl { get; set; }

    public string? WebUrl { get; set; }

    public IReadOnlyList<SubtitleDraft>? Subtitles { get; set; }

    public string? ChaptersUrl { get; set; }

    public string? ThumbnailsUrl { get; set; }

    public bool? IsFeatured { get; set; }

    public string? Licence { get; set; }

    public bool? Available { get; set; }

    public string? UnavailableReason { get; set; }

    public string? Visibility { get; set; }

    /// <summary>Sets one member; false when no title has a member of that name.</summary>
    public bool Set<T>(string member, T value, Faults faults)
        where T : struct, IMemberValue
    {
        Written.Add(member);
        switch (member)
        {
            case "id": Id = Text(value, member, faults); break;
            case "provider": Provider = Text(value, member, faults); break;
            case "external_id": ExternalId = Text(value, member, faults); break;
            case "kind": Kind = Text(value, member, faults); break;
            case "title": Title = Text(value, member, faults); break;
            case "original_title": OriginalTitle = Text(value, member, faults); break;
            case "synopsis": Synopsis = Text(value, member, faults); break;
            case "short_description": ShortDescription = Text(value, member, faults); break;
            case "year": Year = Number(value, member, faults); break;
            case "published_at": PublishedAt = Text(value, member, faults); break;
            case "duration_ms": DurationMs = Number(value, member, faults); break;
            case "language": Language = Text(value, member, faults); break;
            case "creator": Creator = Text(value, member, faults); break;
            case "creator_id": CreatorId = Text(value, member, faults); break;
            case "genres": Genres = List(value, member, faults); break;
            case "categories": Categories = List(value, member, faults); break;
            case "tags": Tags = List(value, member, faults); break;
            case "moods": Moods = List(value, member, faults); break;
            case "themes": Themes = List(value, member, faults); break;
            case "maturity": Maturity = Text(value, member, faults); break;
            case "series_id": SeriesId = Text(value, member, faults); break;
            case "season": Season = Number(value, member, faults); break;
            case "episode": Episode = Number(value, member, faults); break;
            case "poster_url": PosterUrl = Text(value, member, faults); break;
            case "still_url": StillUrl = Text(value, member, faults); break;
            case "playback.hls_url" or "hls_url": HlsUrl = Text(value, member, faults); break;
            case "playback.manifest_url" or "manifest_url": ManifestUrl = Text(value, member, faults); break;
            case "playback.web_url" or "web_url": WebUrl = Text(value, member, faults); break;
            case "playback.subtitles" or "subtitles": Subtitles = Tracks(value, member, faults); break;
            case "playback.chapters_url" or "chapters_url": ChaptersUrl = Text(value, member, faults); break;
            case "playback.thumbnails_url" or "thumbnails_url": ThumbnailsUrl = Text(value, member, faults); break;
            case "is_featured": IsFeatured = Flag(value, member, faults); break;
            case "licence": Licence = Text(value, member, faults); break;
            case "available": Available = Flag(value, member, faults); break;
            case "unavailable_reason": UnavailableReason = Text(value, member, faults); break;
            case "visibility": Visibility = Text(value, member, faults); break;
            default:
                Written.Remove(member);
                return RepliesOnly.Contains(member);
        }

        return true;
    }

    /// <summary>Members of replies that nobody can set: an exported title comes back with them, so they are let pass.</summary>
    private static readonly HashSet<string> RepliesOnly =
        new(["access_options", "user_access", "hidden", "maturity_age"], StringComparer.Ordinal);

    private static string? Text<T>(T value, string member, Faults faults)
        where T : struct, IMemberValue => value.TryText(out var text) ? text : faults.WrongType<string>(member, "a text");

    private static long? Number<T>(T value, string member, Faults faults)
        where T : struct, IMemberValue
    {
        if (value.TryNumber(out var number))
            return number;
        faults.WrongType<string>(member, "a whole number");
        return null;
    }

    private static bool? Flag<T>(T value, string member, Faults faults)
        where T : struct, IMemberValue
    {
        if (value.TryFlag(out var flag))
            return flag;
        faults.WrongType<string>(member, "true or false");
        return null;
    }

    private static IReadOnlyList<string>? List<T>(T value, string member, Faults faults)
        where T : struct, IMemberValue =>
        value.TryList(out var list) ? list : faults.WrongType<IReadOnlyList<string>>(member, "a list of texts");

    private static IReadOnlyList<SubtitleDraft>? Tracks<T>(T value, string member, Faults faults)
        where T : struct, IMemberValue =>
        value.TryTracks(out var tracks) ? tracks : faults.WrongType<IReadOnlyList<SubtitleDraft>>(member, "a list of objects with language, label and url");
}

/// <summary>The value of a member, from JSON or from a cell. Each method is false when the value is of another type; null is of every type.</summary>
internal interface IMemberValue
{
    bool TryText(out string? text);

    bool TryNumber(out long? number);

    bool TryFlag(out bool? flag);

    bool TryList(out IReadOnlyList<string>? list);

    bool TryTracks(out IReadOnlyList<SubtitleDraft>? tracks);
}
