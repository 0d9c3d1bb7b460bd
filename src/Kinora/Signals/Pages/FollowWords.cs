using Kinora.Platform.Ui;

namespace Kinora.Signals.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class FollowWords
{
    private static readonly Wording Text = new(typeof(FollowWords));

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string NoneHead => Text.Get();

    public static string None => Text.Get();

    public static string Search => Text.Get();

    public static string Again => Text.Get();

    public static string More => Text.Get();

    public static string Unfollow => Text.Get();

    public static string UnfollowNamed(object? first) => Text.Fill([first]);

    public static string Since(object? first) => Text.Fill([first]);
}
