using Kinora.Platform.Ui;

namespace Kinora.Catalog.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class ImportWords
{
    private static readonly Wording Text = new(typeof(ImportWords));

    public static string Title => Text.Get();

    public static string Titles => Text.Get();

    public static string Head => Text.Get();

    public static string Lead => Text.Get();

    public static string File => Text.Get();

    public static string FileHint => Text.Get();

    public static string Provider => Text.Get();

    public static string ProviderHint => Text.Get();

    public static string DryRun => Text.Get();

    public static string Import => Text.Get();

    public static string Last => Text.Get();

    public static string None => Text.Get();

    public static string AnImport => Text.Get();

    public static string Rows => Text.Get();

    public static string Accepted => Text.Get();

    public static string Updated => Text.Get();

    public static string Unchanged => Text.Get();

    public static string Refused => Text.Get();

    public static string Seconds => Text.Get();

    public static string WasDry => Text.Get();

    public static string Unknown(object? first) => Text.Fill([first]);

    public static string Issues => Text.Get();

    public static string Line => Text.Get();

    public static string Id => Text.Get();

    public static string What => Text.Get();

    public static string ByCommand => Text.Get();

    public static string Connectors => Text.Get();

    public static string ConnectorOff => Text.Get();

    public static string Refresh(object? first) => Text.Fill([first]);

    public static string ARefresh => Text.Get();

    public static string RefreshAt(object? first, object? second) => Text.Fill([first, second]);

    public static string RefreshDone(object? first, object? second, object? third, object? fourth, object? fifth) => Text.Fill([first, second, third, fourth, fifth]);

    public static string NoFile => Text.Get();
}
