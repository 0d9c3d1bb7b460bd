using Kinora.Platform.Ui;

namespace Kinora.Accounts.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class ProfileWords
{
    private static readonly Wording Text = new(typeof(ProfileWords));

    public static string WhoTitle => Text.Get();

    public static string Manage => Text.Get();

    public static string AddProfile => Text.Get();

    public static string AllProfiles => Text.Get();

    public static string SwitchTo(object? first) => Text.Fill([first]);

    public static string Watching(object? first) => Text.Fill([first]);

    public static string KidsMark => Text.Get();

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string Watches => Text.Get();

    public static string UpTo(object? first) => Text.Fill([first]);

    public static string Everything => Text.Get();

    public static string OnlyForAll => Text.Get();

    public static string Edit => Text.Get();

    public static string EditNamed(object? first) => Text.Fill([first]);

    public static string AddHead => Text.Get();

    public static string Add => Text.Get();

    public static string Full => Text.Get();

    public static string KidsNote => Text.Get();

    public static string Name => Text.Get();

    public static string Picture => Text.Get();

    public static string Kids => Text.Get();

    public static string KidsText => Text.Get();

    public static string Ceiling => Text.Get();

    public static string CeilingAuto => Text.Get();

    public static string CeilingAll => Text.Get();

    public static string CeilingNone => Text.Get();

    public static string CeilingAge(object? first) => Text.Fill([first]);

    public static string CeilingText => Text.Get();

    public static string Preferences => Text.Get();

    public static string Back => Text.Get();

    public static string RemoveHead => Text.Get();

    public static string RemoveText => Text.Get();

    public static string RemoveSure(object? first) => Text.Fill([first]);

    public static string RemoveAsk => Text.Get();

    public static string Last => Text.Get();

    public static string SaidAdded => Text.Get();

    public static string SaidSaved => Text.Get();

    public static string SaidRemoved => Text.Get();

    public static string PictureNamed(object? first) => Text.Fill([first]);
}
