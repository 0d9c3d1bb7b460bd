using Kinora.Platform.Ui;

namespace Kinora.Admin.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class AuditWords
{
    private static readonly Wording Text = new(typeof(AuditWords));

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string Actor => Text.Get();

    public static string Action => Text.Get();

    public static string ActionHint => Text.Get();

    public static string Target => Text.Get();

    public static string Filter => Text.Get();

    public static string All => Text.Get();

    public static string NoneHead => Text.Get();

    public static string None => Text.Get();

    public static string Older => Text.Get();

    public static string Before => Text.Get();

    public static string After => Text.Get();

    public static string Again => Text.Get();

    public static string Request(object? first) => Text.Fill([first]);
}
