using Kinora.Platform.Ui;

namespace Kinora.Catalog.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class GapWords
{
    private static readonly Wording Text = new(typeof(GapWords));

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string Caption(object? first) => Text.Fill([first]);

    public static string Member => Text.Get();

    public static string Lacking => Text.Get();

    public static string Share => Text.Get();

    public static string Look => Text.Get();

    public static string Whole => Text.Get();

    public static string ListHead(object? first) => Text.Fill([first]);

    public static string Next => Text.Get();

    public static string Fix => Text.Get();

    public static string All => Text.Get();

    public static string Synopsis => Text.Get();

    public static string Artwork => Text.Get();

    public static string Playback => Text.Get();

    public static string Genres => Text.Get();

    public static string Creator => Text.Get();

    public static string Year => Text.Get();

    public static string Duration => Text.Get();

    public static string Language => Text.Get();

    public static string Rating => Text.Get();

    public static string FormTitle => Text.Get();

    public static string Name => Text.Get();

    public static string Original => Text.Get();

    public static string About => Text.Get();

    public static string Short => Text.Get();

    public static string Minutes => Text.Get();

    public static string Genre => Text.Get();

    public static string Maturity => Text.Get();

    public static string Poster => Text.Get();

    public static string Still => Text.Get();

    public static string Hls => Text.Get();

    public static string Web => Text.Get();

    public static string Chapters => Text.Get();

    public static string Thumbnails => Text.Get();

    public static string Saved => Text.Get();

    public static string Gone => Text.Get();

    public static string ToPage => Text.Get();

    /// <summary>A member of a title in words.</summary>
    public static string Of(string member) => member switch
    {
        "synopsis" => Synopsis,
        "artwork" => Artwork,
        "playback" => Playback,
        "genres" => Genres,
        "creator" => Creator,
        "year" => Year,
        "duration_ms" => Duration,
        "language" => Language,
        _ => Rating,
    };
}
