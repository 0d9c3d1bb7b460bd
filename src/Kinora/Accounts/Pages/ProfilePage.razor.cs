using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Microsoft.AspNetCore.Components;

namespace Kinora.Accounts.Pages;

/// <summary>One profile: its name, picture and ceiling, and its end.</summary>
public partial class ProfilePage
{
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private EditProfiles Slice { get; set; } = null!;

    private Profile? Profile { get; set; }

    private bool Alone { get; set; }

    private bool Sure { get; set; }

    private protected override async Task LoadAsync()
    {
        var own = await Profiles.OfUserAsync(Viewer.UserId, Cancel);
        (Profile, Alone) = (own.Find(profile => profile.Id == Id), own.Count == 1);
        if (Profile is null)
            Navigation.NotFound();
    }

    private async Task ChangeAsync() => Settle(
        (await Slice.ChangeAsync(
            Viewer, Id, new(Form!["name"], PageForm.Text(Form, "avatar"), Form["kids"] == "true", Ceiling()), Cancel)).Refusal,
        "saved");

    /// <summary>Who makes it a kids profile and leaves the ceiling as it was gets the usual one of a kids profile.</summary>
    private int? Ceiling() =>
        Form!["kids"] == "true" && !Profile!.Kids && PageForm.Age(Form) == Profile.Preferences.MaturityCeiling ? null : PageForm.Age(Form);

    private async Task RemoveAsync()
    {
        if (Form!["sure"] == "true")
            Settle((await Slice.RemoveAsync(Viewer, Id, Cancel)).Refusal, "removed");
        else
            Sure = true;
    }

    private void Settle(Refusal? refusal, string said)
    {
        if (refusal is null)
            Navigation.NavigateTo($"/settings/profiles?said={said}");
        else
            Refuse(refusal);
    }
}
