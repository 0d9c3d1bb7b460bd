using Kinora.Platform.Ui;

namespace Kinora.Signals.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class HiddenWords
{
    private static readonly Wording Text = new(typeof(HiddenWords));

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string NoneHead => Text.Get();

    public static string None => Text.Get();

    public static string Again => Text.Get();

    public static string More => Text.Get();

    public static string Undo => Text.Get();

    public static string ScopeTitle => Text.Get();

    public static string ScopeCreator => Text.Get();

    public static string ScopeTopic => Text.Get();

    public static string UndoNamed(object? first) => Text.Fill([first]);

    public static string Of(HideScope scope) => scope switch
    {
        HideScope.Title => ScopeTitle,
        HideScope.Creator => ScopeCreator,
        HideScope.Topic => ScopeTopic,
    };
}
