namespace Kinora.Platform.Ui;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class UiWords
{
    private static readonly Wording Text = new(typeof(UiWords));

    public static string Like => Text.Get();

    public static string Liked => Text.Get();

    public static string Add => Text.Get();

    public static string Added => Text.Get();

    public static string Hide => Text.Get();

    public static string Hidden => Text.Get();

    public static string Dismiss => Text.Get();

    public static string MarkWatched => Text.Get();

    public static string MarkedWatched => Text.Get();

    public static string MarkBefore => Text.Get();

    public static string MarkWatchedNamed(object? first) => Text.Fill([first]);

    public static string DismissNamed(object? first) => Text.Fill([first]);

    public static string LikeNamed(object? first) => Text.Fill([first]);

    public static string AddNamed(object? first) => Text.Fill([first]);

    public static string HideNamed(object? first) => Text.Fill([first]);

    public static string Watched(object? first) => Text.Fill([first]);

    public static string All => Text.Get();

    public static string AllOf(object? first) => Text.Fill([first]);

    public static string Earlier => Text.Get();

    public static string Later => Text.Get();

    public static string Loading => Text.Get();

    public static string HourMinutes(object? first, object? second) => Text.Fill([first, second]);

    public static string Minutes(object? first) => Text.Fill([first]);

    public static string Hours(object? first) => Text.Fill([first]);

    public static string Seconds(object? first) => Text.Fill([first]);

    public static string MinutesLeft(object? first) => Text.Fill([first]);

    public static string Admin => Text.Get();

    public static string AdminStart => Text.Get();

    public static string AdminPeople => Text.Get();

    public static string AdminCatalogue => Text.Get();

    public static string AdminCollections => Text.Get();

    public static string AdminJobs => Text.Get();

    public static string AdminHealth => Text.Get();

    public static string AdminEmbeddings => Text.Get();

    public static string AdminRanking => Text.Get();

    public static string AdminAudit => Text.Get();

    public static string AdminBackups => Text.Get();

    public static string AdminIntegrations => Text.Get();

    public static string Save => Text.Get();

    public static string Remove => Text.Get();

    public static string Cancel => Text.Get();

    public static string Never => Text.Get();

    public static string JustNow => Text.Get();

    public static string MinutesAgo(object? first) => Text.Fill([first]);

    public static string HoursAgo(object? first) => Text.Fill([first]);

    public static string DaysAgo(object? first) => Text.Fill([first]);
}
