using System.Globalization;
using System.Text.RegularExpressions;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Ranking;

namespace Kinora.Catalog.Titles;

/// <summary>The rules that every title obeys, however it comes in.</summary>
internal static partial class TitleRules
{
    private const int LongestName = 500;
    private const int LongestSynopsis = 20_000;
    private const int LongestWord = 100;
    private const int MostWords = 100;
    private const int LongestUrl = 2_000;
    private const long LongestDuration = 30L * 24 * 3_600_000;

    private static readonly string[] Kinds = [.. Enum.GetNames<TitleKind>().Select(name => name.ToLowerInvariant())];

    /// <summary>The title, or what is wrong with it. <paramref name="provider"/> is for a draft that names none.</summary>
    public static StoredTitle? Check(TitleDraft draft, string? provider, Faults faults)
    {
        var id = Id(draft, provider, faults);
        var kind = Kind(draft.Kind, faults);
        var name = TextRules.Line("title", draft.Title, LongestName, faults);
        if (name is null && !faults.Any)
            faults.Add("title-missing", "title", "A title needs a 'title', its name.");
        var creator = TextRules.Line("creator", draft.Creator, 200, faults);
        var row = new StoredTitle
        {
            Id = id ?? "",
            Kind = kind,
            Name = name ?? "",
            OriginalName = TextRules.Line("original_title", draft.OriginalTitle, LongestName, faults),
            Synopsis = TextRules.Prose("synopsis", draft.Synopsis, LongestSynopsis, faults),
            ShortDescription = TextRules.Line("short_description", draft.ShortDescription, Enrichment.ShortText.MostWritten, faults),
            Year = (int)Range("year", draft.Year, 1850, 2200, faults),
            PublishedAt = Time(draft.PublishedAt, faults),
            DurationMs = Range("duration_ms", draft.DurationMs, 1, LongestDuration, faults),
            Language = Language("language", draft.Language, faults),
            CreatorName = creator,
            CreatorId = CreatorIds.Of(TextRules.Line("creator_id", draft.CreatorId, 200, faults), creator, faults),
            Genres = Words("genres", GenresOf(draft.Genres), faults),
            Categories = Words("categories", draft.Categories, faults),
            Tags = Words("tags", draft.Tags, faults),
            Moods = Words("moods", Lower(draft.Moods), faults),
            Themes = Words("themes", Lower(draft.Themes), faults),
            Maturity = TextRules.Line("maturity", draft.Maturity, 30, faults),
            Age = Maturity.AgeOf(draft.Maturity),
            SeriesId = SeriesId(draft, kind, faults),
            Season = (int)Range("season", draft.Season, 0, 10_000, faults),
            Episode = (int)Range("episode", draft.Episode, 0, 60_000, faults),
            PosterUrl = Url("poster_url", draft.PosterUrl, faults),
            StillUrl = Url("still_url", draft.StillUrl, faults),
            HlsUrl = Url("playback.hls_url", draft.HlsUrl, faults),
            ManifestUrl = Url("playback.manifest_url", draft.ManifestUrl, faults),
            WebUrl = Url("playback.web_url", draft.WebUrl, faults),
            Subtitles = Subtitles(draft.Subtitles, faults),
            ChaptersUrl = Url("playback.chapters_url", draft.ChaptersUrl, faults),
            ThumbnailsUrl = Url("playback.thumbnails_url", draft.ThumbnailsUrl, faults),
            Licence = TextRules.Line("licence", draft.Licence, 200, faults),
            IsFeatured = draft.IsFeatured ?? false,
            Available = draft.Available ?? true,
            UnavailableReason = TextRules.Line("unavailable_reason", draft.UnavailableReason, 500, faults),
            Visibility = VisibilityOf(draft.Visibility, faults),
        };
        return faults.Any ? null : row;
    }

    private static string? Id(TitleDraft draft, string? fallback, Faults faults)
    {
        if (draft.Id is { } whole && whole.Contains(':', StringComparison.Ordinal))
        {
            if (TitleId.IsValid(whole))
                return whole;
            faults.Add("id-invalid", "id", "An id is 'provider:external_id': provider [a-z][a-z0-9]{1,15}, external id 1 to 200 of [A-Za-z0-9._~-].");
            return null;
        }

        var (provider, external) = (draft.Provider ?? fallback, draft.ExternalId ?? draft.Id);
        if (string.IsNullOrEmpty(external))
            faults.Add("id-missing", "id", "A title needs an 'id', or 'provider' and 'external_id'.");
        else if (!TitleId.IsExternal(external))
            faults.Add("id-invalid", draft.ExternalId is null ? "id" : "external_id", "An external id is 1 to 200 of [A-Za-z0-9._~-].");
        else if (string.IsNullOrEmpty(provider))
            faults.Add("provider-missing", "provider", "The id names no provider: write 'provider:external_id', add 'provider', or give one for all.");
        else if (!TitleId.IsProvider(provider))
            faults.Add("provider-invalid", "provider", "A provider is [a-z][a-z0-9]{1,15}: a lower-case letter, then 1 to 15 more or digits.");
        else
            return $"{provider}:{external}";
        return null;
    }

    private static TitleKind Kind(string? text, Faults faults)
    {
        if (text is null)
            faults.Add("kind-missing", "kind", $"A title needs a 'kind': {string.Join(", ", Kinds)}.");
        else if (Array.IndexOf(Kinds, text) is >= 0 and var kind)
            return (TitleKind)kind;
        else
            faults.Add("kind-unknown", "kind", $"'kind' is one of {string.Join(", ", Kinds)}.");
        return default;
    }

    private static string? SeriesId(TitleDraft draft, TitleKind kind, Faults faults)
    {
        if (string.IsNullOrEmpty(draft.SeriesId))
            return null;
        if (kind is not (TitleKind.Season or TitleKind.Episode or TitleKind.Clip or TitleKind.Audio))
            faults.Add("series-not-allowed", "series_id", "Only seasons, episodes, clips and audio belong to a series.");
        else if (!TitleId.IsValid(draft.SeriesId))
            faults.Add("id-invalid", "series_id", "A series id is 'provider:external_id'.");
        return draft.SeriesId;
    }

    /// <summary>0 stands for unknown, whether it was written or missing.</summary>
    private static long Range(string field, long? number, long least, long most, Faults faults)
    {
        if (number is null or 0)
            return 0;
        if (number < least || number > most)
            faults.Add("out-of-range", field, $"'{field}' must be from {least} to {most}.");
        return number.Value;
    }

    private static long? Time(string? text, Faults faults)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text.Length <= 40 && Iso().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var at)
            && at.Year is >= 1850 and <= 2200)
        {
            return at.ToUnixTimeMilliseconds();
        }

        faults.Add("time-invalid", "published_at", "'published_at' must be a time such as 1944-10-11T00:00:00Z, from 1850 to 2200.");
        return null;
    }

    private static string? Language(string field, string? text, Faults faults)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length <= 35 && Bcp47().IsMatch(text))
            return text.ToLowerInvariant();
        faults.Add("language-invalid", field, $"'{field}' must be a language tag such as en or pt-BR.");
        return null;
    }

    private static string? Subtitles(IReadOnlyList<SubtitleDraft>? drafts, Faults faults)
    {
        if (drafts is { Count: > SubtitleTracks.Most })
            faults.Add("too-many", "playback.subtitles", $"'playback.subtitles' takes at most {SubtitleTracks.Most}.");
        var tracks = new List<SubtitleReply>();
        foreach (var (draft, place) in (drafts ?? []).Take(SubtitleTracks.Most).Select((draft, place) => (draft, $"playback.subtitles[{place}]")))
        {
            var (language, url) = (Language($"{place}.language", draft.Language, faults), Url($"{place}.url", draft.Url, faults));
            var label = TextRules.Line($"{place}.label", draft.Label, LongestWord, faults);
            if (string.IsNullOrEmpty(draft.Language))
                faults.Add("language-invalid", $"{place}.language", "A track of subtitles needs a language, such as en.");
            if (string.IsNullOrEmpty(draft.Url))
                faults.Add("url-invalid", $"{place}.url", "A track of subtitles needs the address of its WebVTT file.");
            tracks.Add(new SubtitleReply(language ?? "", label ?? NameOf(language), url ?? ""));
        }

        return SubtitleTracks.Pack(tracks);
    }

    /// <summary>What a menu calls a language where the provider said nothing.</summary>
    private static string NameOf(string? language)
    {
        try
        {
            return language is null ? "" : CultureInfo.GetCultureInfo(language).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return language!;
        }
    }

    private static string? Url(string field, string? text, Faults faults)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length <= LongestUrl && !text.AsSpan().ContainsAnyInRange('\0', ' ')
            && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0)
        {
            return text;
        }

        // What the product serves itself has no host.
        if (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && text.Length <= LongestUrl && LocalPath().IsMatch(text))
            return text;
        faults.Add("url-invalid", field, $"'{field}' must be an http or https address of at most {LongestUrl} characters.");
        return null;
    }

    private static Visibility VisibilityOf(string? text, Faults faults)
    {
        switch (text)
        {
            case null or "public":
                return Visibility.Public;
            case "shadow_ban":
                return Visibility.ShadowBan;
            case "removed":
                return Visibility.Removed;
            default:
                faults.Add("visibility-unknown", "visibility", "'visibility' is one of public, shadow_ban, removed.");
                return Visibility.Public;
        }
    }

    private static List<string>? GenresOf(IReadOnlyList<string>? labels)
    {
        if (labels is null || labels.Count == 0)
            return null;
        var genres = new List<string>();
        foreach (var label in labels)
            GenreNames.Add(genres, label);
        return genres;
    }

    private static List<string>? Lower(IReadOnlyList<string>? words) => words?.Select(word => word.Trim().ToLowerInvariant()).ToList();

    private static string? Words(string field, IReadOnlyList<string>? words, Faults faults)
    {
        if (words is null || words.Count == 0)
            return null;
        if (words.Count > MostWords)
        {
            faults.Add("too-many", field, $"'{field}' takes at most {MostWords}.");
            return null;
        }

        var kept = new List<string>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var word = TextRules.Line(words.Count == 1 ? field : $"{field}[{i}]", words[i], LongestWord, faults);
            if (word is not null && !kept.Contains(word))
                kept.Add(word);
        }

        return kept.Count == 0 ? null : string.Join('\n', kept);
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]{5,16}(Z|z|[+-][0-9]{2}:?[0-9]{2})?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Iso();

    [GeneratedRegex("^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Bcp47();

    [GeneratedRegex("^/[A-Za-z0-9._~/-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex LocalPath();
}
