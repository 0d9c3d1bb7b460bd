using Kinora.Platform.Ui;

namespace Kinora.Accounts.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class PrivacyWords
{
    private static readonly Wording Text = new(typeof(PrivacyWords));

    public static string Title => Text.Get();

    public static string LeavingHead => Text.Get();

    public static string LeavingText(object? first) => Text.Fill([first]);

    public static string Keep => Text.Get();

    public static string SharedHead => Text.Get();

    public static string SharedText => Text.Get();

    public static string IsShared => Text.Get();

    public static string IsNotShared => Text.Get();

    public static string KidsNever => Text.Get();

    public static string Share => Text.Get();

    public static string Unshare => Text.Get();

    public static string ShareNamed(object? first) => Text.Fill([first]);

    public static string UnshareNamed(object? first) => Text.Fill([first]);

    public static string NobodyElse => Text.Get();

    public static string ExportHead => Text.Get();

    public static string ExportText => Text.Get();

    public static string Build => Text.Get();

    public static string Building(object? first) => Text.Fill([first]);

    public static string Download(object? first) => Text.Fill([first]);

    public static string Anew => Text.Get();

    public static string Until(object? first, object? second) => Text.Fill([first, second]);

    public static string Failed => Text.Get();

    public static string TryAgain => Text.Get();

    public static string DeleteHead => Text.Get();

    public static string DeleteText(object? first) => Text.Fill([first]);

    public static string DeleteGoes => Text.Get();

    public static string DeleteStays => Text.Get();

    public static string DeleteBack(object? first) => Text.Fill([first]);

    public static string Confirm(object? first) => Text.Fill([first]);

    public static string Delete => Text.Get();

    public static string LeftTitle => Text.Get();

    public static string LeftText(object? first) => Text.Fill([first]);

    public static string ThatDay => Text.Get();
}
