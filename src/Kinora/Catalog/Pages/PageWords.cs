using Kinora.Platform.Ui;

namespace Kinora.Catalog.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class PageWords
{
    private static readonly Wording Text = new(typeof(PageWords));

    public static string Share => Text.Get();

    public static string Play => Text.Get();

    public static string Resume => Text.Get();

    public static string FirstEpisode => Text.Get();

    public static string OpenPage => Text.Get();

    public static string ToTitle => Text.Get();

    public static string BackTo(object? first) => Text.Fill([first]);

    public static string Unavailable => Text.Get();

    public static string NoStream => Text.Get();

    public static string NoStreamHead => Text.Get();

    public static string Synopsis => Text.Get();

    public static string NoSynopsis => Text.Get();

    public static string Facts => Text.Get();

    public static string Creator => Text.Get();

    public static string Follow => Text.Get();

    public static string Genres => Text.Get();

    public static string Moods => Text.Get();

    public static string Themes => Text.Get();

    public static string Categories => Text.Get();

    public static string Tags => Text.Get();

    public static string Language => Text.Get();

    public static string Access => Text.Get();

    public static string Free => Text.Get();

    public static string Licence => Text.Get();

    public static string Similar => Text.Get();

    public static string Episodes => Text.Get();

    public static string MoreEpisodes => Text.Get();

    public static string EpisodeCount(object? first) => Text.Fill([first]);

    public static string PlaysHere => Text.Get();

    public static string Notes => Text.Get();
}
