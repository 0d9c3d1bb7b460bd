using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Ranking;

namespace Kinora.Catalog.Contracts;

/// <summary>Titles as cards of a page.</summary>
internal static class TitleCards
{
    public static string PageOf(string titleId) => $"/titles/{titleId}";

    public static string PlayerOf(string titleId) => $"/watch/{titleId}";

    public static string ArtOf(string titleId) => $"/art/{titleId}.svg";

    /// <summary>The card of a title. An episode goes by its series' name, with its place as the line.</summary>
    /// <param name="viewer">Who looks at it, and may not be told the name of a series that is not there for them.</param>
    /// <param name="line">Why it is there; null = what it is.</param>
    public static CardData Card(this CatalogueSnapshot snapshot, int ordinal, Caller? viewer, string surface, string? line = null, ViewerMark? mark = null)
    {
        var title = snapshot.Card(ordinal);
        return new CardData
        {
            TitleId = title.Id,
            Name = NameOf(snapshot, title, viewer),
            Href = PageOf(title.Id),
            Art = ArtOf(title.Id),
            Line = line ?? FactsOf(snapshot, title),
            Time = Facts.Clock(title.DurationMs),
            Badge = title.Kind switch
            {
                TitleKind.Series => KindWords.Series,
                TitleKind.Season => KindWords.Season,
                TitleKind.Stream => KindWords.Stream,
                TitleKind.Audio => KindWords.Audio,
                TitleKind.Clip => KindWords.Clip,
                _ => null,
            },
            Progress = mark is { Progress: > 0 and < 1 } ? mark.Progress : null,
            Liked = mark?.Rating > 0,
            Added = mark?.InList == true,
            Watched = mark?.Completed == true,
            Hidden = mark?.Hidden == true,
            Surface = surface,
        };
    }

    private static string NameOf(CatalogueSnapshot snapshot, TitleCard title, Caller? viewer) =>
        title.Kind is TitleKind.Episode or TitleKind.Season && snapshot.SeriesFor(title.Ordinal, viewer) is var series and >= 0
            ? snapshot.NameOf(series)
            : title.Name;

    /// <summary>1941 · 1 h 31 · Noir, or S1 E4 · The name.</summary>
    public static string FactsOf(CatalogueSnapshot snapshot, TitleCard title) => title.Kind switch
    {
        TitleKind.Episode => Facts.Joined(PlaceOf(title), title.Name),
        TitleKind.Season => title.Name,
        TitleKind.Clip => Facts.Joined(title.CreatorName, Genre(title)),
        _ => Facts.Joined(Year(title), Genre(title), title.CreatorName),
    };

    /// <summary>S1 E4; null where the numbers are unknown.</summary>
    public static string? PlaceOf(TitleCard title) => (title.Season, title.Episode) switch
    {
        ( > 0, > 0) => KindWords.SeasonEpisode(title.Season, title.Episode),
        (_, > 0) => KindWords.EpisodeNumber(title.Episode),
        _ => null,
    };

    public static string? Year(TitleCard title) => title.Year > 0 ? title.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string? Genre(TitleCard title) => title.Genres.Count > 0 ? KindWords.Genre(title.Genres[0]) : null;
}
