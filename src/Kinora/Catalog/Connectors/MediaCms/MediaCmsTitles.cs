using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kinora.Catalog.Contracts;
using Kinora.Integrations.MediaCms;

namespace Kinora.Catalog.Connectors.MediaCms;

/// <summary>Turns what a site says into titles: names as people read them, episodes under their series.</summary>
internal static class MediaCmsTitles
{
    /// <summary>From this length on a video is a film.</summary>
    private const long FilmSeconds = 40 * 60;

    private const int LongestSynopsis = 20_000;

    private static readonly char[] Between = [' ', '-', '–', '_', '.', ':', ',', '(', '['];

    public static bool IsWatched(MediaCmsItem item) => item.MediaType is null or "video" or "audio";

    public static IReadOnlyList<ConnectorTitle> Of(MediaCmsLibrary library, MediaCmsOptions options)
    {
        var (titles, series) = (new List<ConnectorTitle>(library.Items.Count), new Dictionary<string, List<(string Name, ConnectorTitle Title)>>(StringComparer.Ordinal));
        foreach (var item in library.Items.Where(IsWatched).OrderBy(item => item.Token, StringComparer.Ordinal))
        {
            var title = One(item, library, options);
            var clean = FileTitle.WithoutEnding(item.Title);
            if (item.MediaType != "audio" && EpisodeReader.TryRead(clean, out var mark, out var start)
                && FileTitle.Of(clean[..start].Trim(Between)) is var (name, _) && SeriesName.Fold(name) is { Length: > 0 } folded)
            {
                title = title with { Kind = "episode", SeriesId = SeriesId(folded), Season = mark.Season, Episode = mark.Episode };
                if (!series.TryGetValue(folded, out var episodes))
                    series[folded] = episodes = [];
                episodes.Add((name, title));
            }

            titles.Add(title);
        }

        return [.. series.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => Parents(pair.Key, pair.Value)), .. titles];
    }

    private static ConnectorTitle One(MediaCmsItem item, MediaCmsLibrary library, MediaCmsOptions options)
    {
        var (name, year) = FileTitle.Of(item.Title);
        var reason = ReasonOf(item, library);
        return new ConnectorTitle
        {
            ExternalId = item.Token,
            Kind = item.MediaType == "audio" ? "audio" : item.Seconds is 0 or >= FilmSeconds ? "movie" : "clip",
            Title = name,
            OriginalTitle = name == item.Title ? null : item.Title,
            Synopsis = item.Description is { Length: > LongestSynopsis } whole ? whole[..LongestSynopsis] : item.Description,
            Year = year,
            PublishedAt = DateTimeOffset.TryParse(item.AddedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture) : null,
            DurationMs = item.Seconds > 0 ? item.Seconds * 1000 : null,
            Creator = item.Author ?? item.User,
            Categories = item.Categories is { Count: > 0 } categories ? [.. categories.Select(FileTitle.WithoutNumber).Distinct(StringComparer.Ordinal).Take(100)] : null,
            PosterUrl = item.Thumbnail,
            ManifestUrl = options.ManifestOf(item.Token),
            WebUrl = item.Page,
            Available = reason is null,
            UnavailableReason = reason,
        };
    }

    /// <summary>Why it cannot be watched; null where it can.</summary>
    private static string? ReasonOf(MediaCmsItem item, MediaCmsLibrary library) => item switch
    {
        { State: not null and not "public" } => ConnectorWords.Private,
        { Encoding: "fail" } => ConnectorWords.EncodingFailed,
        { Encoding: "pending" or "running" } => ConnectorWords.Encoding,
        { Reviewed: false } => ConnectorWords.Unreviewed,
        // Of a list that ends early nothing can be concluded.
        _ when !library.Capped && !library.Listed.Contains(item.Token) => ConnectorWords.Unlisted,
        _ => null,
    };

    /// <summary>The series and its seasons, under the spelling that most of its episodes have.</summary>
    private static IEnumerable<ConnectorTitle> Parents(string folded, List<(string Name, ConnectorTitle Title)> episodes)
    {
        var name = episodes.GroupBy(episode => episode.Name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
        var poster = episodes.OrderBy(episode => episode.Title.Season).ThenBy(episode => episode.Title.Episode).Select(episode => episode.Title.PosterUrl).FirstOrDefault(url => url is not null);
        IReadOnlyList<string> categories = [.. episodes.SelectMany(episode => episode.Title.Categories ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(100)];
        var whole = new ConnectorTitle { ExternalId = ExternalId(folded), Kind = "series", Title = name, PosterUrl = poster, Categories = categories.Count > 0 ? categories : null };
        yield return whole;
        foreach (var season in episodes.Select(episode => episode.Title.Season!.Value).Distinct().Order())
        {
            yield return whole with
            {
                ExternalId = string.Create(CultureInfo.InvariantCulture, $"{ExternalId(folded)}.s{season}"),
                Kind = "season",
                Title = season == 0 ? ConnectorWords.Specials : ConnectorWords.Season(season),
                SeriesId = SeriesId(folded),
                Season = season,
            };
        }
    }

    private static string SeriesId(string folded) => $"{MediaCmsConnector.Provider}:{ExternalId(folded)}";

    /// <summary>No token has a dot in it, so none can be taken for a series.</summary>
    private static string ExternalId(string folded) => folded.Length <= 60 && Ascii.IsValid(folded)
        ? $"series.{folded}" : $"series.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)).AsSpan(0, 10))}";
}
