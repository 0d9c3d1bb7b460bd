using Kinora.Platform.Ui;

namespace Kinora.Catalog.Connectors;

/// <summary>What connectors say; the sentences stand in the resource file of the same name.</summary>
internal static class ConnectorWords
{
    private static readonly Wording Text = new(typeof(ConnectorWords));

    public static string Gone => Text.Get();

    public static string TooFew(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string NotSetUp => Text.Get();

    public static string Encoding => Text.Get();

    public static string EncodingFailed => Text.Get();

    public static string Private => Text.Get();

    public static string Unreviewed => Text.Get();

    public static string Unlisted => Text.Get();

    public static string Capped(object? first) => Text.Fill([first]);

    public static string CappedParts(object? first) => Text.Fill([first]);

    public static string Missing(object? first, object? second) => Text.Fill([first, second]);

    public static string NoFilms(object? first) => Text.Fill([first]);

    public static string Malformed(object? first) => Text.Fill([first]);

    public static string Season(object? first) => Text.Fill([first]);

    public static string Specials => Text.Get();
}
