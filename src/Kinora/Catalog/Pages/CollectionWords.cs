using Kinora.Platform.Ui;

namespace Kinora.Catalog.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class CollectionWords
{
    private static readonly Wording Text = new(typeof(CollectionWords));

    public static string Title => Text.Get();

    public static string Edit => Text.Get();

    public static string NoneHead => Text.Get();

    public static string None => Text.Get();

    public static string NoneEditor => Text.Get();

    public static string Make => Text.Get();

    public static string EmptyHead => Text.Get();

    public static string Empty => Text.Get();

    public static string New => Text.Get();

    public static string There => Text.Get();

    public static string Name => Text.Get();

    public static string Published => Text.Get();

    public static string From => Text.Get();

    public static string Until => Text.Get();

    public static string NotShown => Text.Get();

    public static string About => Text.Get();

    public static string Items => Text.Get();

    public static string ItemsHint => Text.Get();

    public static string Look => Text.Get();

    public static string Up => Text.Get();

    public static string Down => Text.Get();

    public static string Removed => Text.Get();

    public static string Saved => Text.Get();
}
