namespace Kinora.Platform.Ui;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class SettingsWords
{
    private static readonly Wording Text = new(typeof(SettingsWords));

    public static string Settings => Text.Get();

    public static string Profiles => Text.Get();

    public static string Preferences => Text.Get();

    public static string Taste => Text.Get();

    public static string Follows => Text.Get();

    public static string Hidden => Text.Get();

    public static string Privacy => Text.Get();

    public static string Tokens => Text.Get();

    public static string Sessions => Text.Get();
}
