using Kinora.Platform.Ui;

namespace Kinora.Discovery.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class HomeWords
{
    private static readonly Wording Text = new(typeof(HomeWords));

    public static string Title => Text.Get();

    public static string Pick => Text.Get();

    public static string PickMood => Text.Get();

    public static string PickTime => Text.Get();

    public static string PickAnyMood => Text.Get();

    public static string PickAnyTime => Text.Get();

    public static string PickAnother => Text.Get();

    public static string PickNothingHead => Text.Get();

    public static string PickNothing => Text.Get();

    public static string PickAgain => Text.Get();

    public static string PickUnder(object? first) => Text.Fill([first]);

    public static string Play => Text.Get();

    public static string Open => Text.Get();

    public static string More => Text.Get();

    public static string MoreCards => Text.Get();

    public static string Feed => Text.Get();

    public static string Search => Text.Get();

    public static string NoTitlesHead => Text.Get();

    public static string NoTitles => Text.Get();

    public static string NoTitlesAdmin => Text.Get();

    public static string Import => Text.Get();

    public static string FirstSteps => Text.Get();

    public static string NothingHead => Text.Get();

    public static string Nothing => Text.Get();

    public static string FeedScriptHead => Text.Get();

    public static string FeedScript => Text.Get();

    public static string Similar => Text.Get();
}
