using Kinora.Platform.Ui;

namespace Kinora.Admin.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class BackupWords
{
    private static readonly Wording Text = new(typeof(BackupWords));

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string Make => Text.Get();

    public static string NoneHead => Text.Get();

    public static string None => Text.Get();

    public static string Caption(object? first) => Text.Fill([first]);

    public static string File => Text.Get();

    public static string Size => Text.Get();

    public static string When => Text.Get();

    public static string Megabytes(object? first) => Text.Fill([first]);

    public static string RestoreHead => Text.Get();

    public static string Restore => Text.Get();
}
