using Kinora.Platform.Ui;

namespace Kinora.Accounts.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class PreferenceWords
{
    private static readonly Wording Text = new(typeof(PreferenceWords));

    public static string Title => Text.Get();

    public static string Of(object? first) => Text.Fill([first]);

    public static string TasteHead => Text.Get();

    public static string Liked => Text.Get();

    public static string Avoided => Text.Get();

    public static string ListHint => Text.Get();

    public static string Language => Text.Get();

    public static string LanguageHint => Text.Get();

    public static string Dial => Text.Get();

    public static string Familiar => Text.Get();

    public static string Balanced => Text.Get();

    public static string Explore => Text.Get();

    public static string Chronological => Text.Get();

    public static string WatchingHead => Text.Get();

    public static string Speed => Text.Get();

    public static string SpeedHint => Text.Get();

    public static string Completed => Text.Get();

    public static string CompletedHint => Text.Get();

    public static string Ceiling => Text.Get();

    public static string LearningHead => Text.Get();

    public static string Goal => Text.Get();

    public static string GoalHint => Text.Get();

    public static string Topics => Text.Get();

    public static string TimeHead => Text.Get();

    public static string Zone => Text.Get();

    public static string ZoneHint => Text.Get();

    public static string Notifications => Text.Get();

    public static string SharingHead => Text.Get();

    public static string Share => Text.Get();

    public static string ShareText => Text.Get();

    public static string ShareKids => Text.Get();

    public static string Household => Text.Get();

    public static string HouseholdText => Text.Get();

    public static string Saved => Text.Get();

    public static string NotANumber => Text.Get();
}
