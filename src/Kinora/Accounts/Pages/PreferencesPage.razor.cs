using System.Globalization;
using Kinora.Accounts.Contracts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

/// <summary>What one profile has chosen; of the watching one, unless the address names another.</summary>
public partial class PreferencesPage
{
    private static readonly CultureInfo[] Languages =
    [
        .. CultureInfo.GetCultures(CultureTypes.NeutralCultures).Where(culture => culture.Name.Length == 2).OrderBy(culture => culture.EnglishName, StringComparer.Ordinal),
    ];

    [SupplyParameterFromQuery(Name = "profile")]
    private string? Asked { get; set; }

    [Inject]
    private MyProfiles Slice { get; set; } = null!;

    private Profile? Profile { get; set; }

    /// <summary>What stands there, or what was just typed and refused.</summary>
    private Preferences Shown { get; set; } = new();

    private string Id => string.IsNullOrEmpty(Asked) ? Viewer.ProfileId : Asked;

    private protected override async Task LoadAsync()
    {
        var found = await Slice.FindAsync(Viewer, Id, Cancel);
        if (found.Refusal is not null || (Viewer.Kids && Id != Viewer.ProfileId))
        {
            Navigation.NotFound();
            return;
        }

        (Profile, Shown) = (found.Value, found.Value.Preferences);
    }

    private async Task SaveAsync()
    {
        var request = Read(Form!, Profile!.Kids, Viewer.Kids);
        var saved = await Slice.ChangeAsync(Viewer, Id, request, Cancel);
        if (saved.Succeeded)
        {
            Navigation.NavigateTo(QueryHelper(Asked));
            return;
        }

        Shown = MyProfiles.Merge(Shown, request);
        Refuse(saved.Refusal!);
    }

    private static string QueryHelper(string? profile) =>
        "/settings/preferences" + QueryString.Create([new("said", "saved"), .. string.IsNullOrEmpty(profile) ? [] : (KeyValuePair<string, string?>[])[new("profile", profile)]]);

    /// <summary>Every field of the form; what a kids profile does not find in it stays.</summary>
    private static MyProfiles.Request Read(IFormCollection form, bool ofKids, bool byKids) => new(
        PageForm.Words(form, "genres_liked"),
        PageForm.Words(form, "genres_avoided"),
        form["preferred_language"].ToString().Trim(),
        byKids ? null : PageForm.Age(form),
        PageForm.Number(form, "default_playback_speed"),
        PageForm.Number(form, "auto_mark_completed_threshold") / 100,
        PageForm.Number(form, "daily_learning_goal_minutes") is var minutes && double.IsNaN(minutes) ? -1 : (int)Math.Min(minutes, int.MaxValue),
        PageForm.Words(form, "priority_topics"),
        form["time_zone"].ToString().Trim(),
        form["notifications_enabled"] == "true",
        ofKids ? null : form["share_engagement"] == "true",
        form["share_in_household"] == "true",
        Enum.TryParse<DialMode>(form["dial"], out var mode) && Enum.IsDefined(mode) ? new Dials { Mode = mode } : null);

    private static string Name(DialMode mode) => mode switch
    {
        DialMode.Familiar => PreferenceWords.Familiar,
        DialMode.Balanced => PreferenceWords.Balanced,
        DialMode.Explore => PreferenceWords.Explore,
        DialMode.Chronological => PreferenceWords.Chronological,
    };
}
