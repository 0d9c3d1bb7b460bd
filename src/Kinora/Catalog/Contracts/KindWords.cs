using Kinora.Platform.Ui;
using Kinora.Ranking;

namespace Kinora.Catalog.Contracts;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class KindWords
{
    private static readonly Wording Text = new(typeof(KindWords));

    public static string OneTitle => Text.Get();

    public static string Movie => Text.Get();

    public static string Series => Text.Get();

    public static string Season => Text.Get();

    public static string Episode => Text.Get();

    public static string Clip => Text.Get();

    public static string Stream => Text.Get();

    public static string Audio => Text.Get();

    public static string Movies => Text.Get();

    public static string SeriesAll => Text.Get();

    public static string Seasons => Text.Get();

    public static string Episodes => Text.Get();

    public static string Clips => Text.Get();

    public static string Streams => Text.Get();

    public static string Audios => Text.Get();

    public static string SeasonEpisode(object? first, object? second) => Text.Fill([first, second]);

    public static string EpisodeNumber(object? first) => Text.Fill([first]);

    public static string SeasonNumber(object? first) => Text.Fill([first]);

    public static string TitlesIn(object? first) => Text.Fill([first]);

    public static string Of(TitleKind kind) => kind switch
    {
        TitleKind.Movie => Movie,
        TitleKind.Series => Series,
        TitleKind.Season => Season,
        TitleKind.Episode => Episode,
        TitleKind.Clip => Clip,
        TitleKind.Stream => Stream,
        TitleKind.Audio => Audio,
    };

    public static string Many(TitleKind kind) => kind switch
    {
        TitleKind.Movie => Movies,
        TitleKind.Series => SeriesAll,
        TitleKind.Season => Seasons,
        TitleKind.Episode => Episodes,
        TitleKind.Clip => Clips,
        TitleKind.Stream => Streams,
        TitleKind.Audio => Audios,
    };

    /// <summary>A genre of the vocabulary as a person reads it: science-fiction → Science fiction.</summary>
    public static string Genre(string genre)
    {
        var spaced = genre.Replace('-', ' ');
        return spaced.Length > 0 && char.IsLower(spaced[0]) ? char.ToUpperInvariant(spaced[0]) + spaced[1..] : spaced;
    }
}
