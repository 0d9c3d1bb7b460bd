using Kinora.Accounts.Contracts;
using Microsoft.AspNetCore.Components;

namespace Kinora.Accounts.Pages;

/// <summary>The account's profiles, and a form for one more.</summary>
public partial class ProfilesPage
{
    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private EditProfiles Slice { get; set; } = null!;

    private List<Profile> Own { get; set; } = [];

    private string Free => Avatars.Free([.. Own.Select(profile => profile.Avatar)]);

    private string? Said => Context.Request.Query["said"].ToString() switch
    {
        "added" => ProfileWords.SaidAdded,
        "saved" => ProfileWords.SaidSaved,
        "removed" => ProfileWords.SaidRemoved,
        _ => null,
    };

    private protected override async Task LoadAsync()
    {
        Own = await Profiles.OfUserAsync(Viewer.UserId, Cancel);
    }

    private async Task AddAsync()
    {
        var added = await Slice.AddAsync(
            Viewer, new(Form!["name"], PageForm.Text(Form, "avatar"), Form["kids"] == "true", PageForm.Age(Form)), Cancel);
        if (added.Succeeded)
            Navigation.NavigateTo("/settings/profiles?said=added");
        else
            Refuse(added.Refusal!);
    }

    private static string Sees(int ceiling) => ceiling switch
    {
        0 => ProfileWords.OnlyForAll,
        >= 18 => ProfileWords.Everything,
        _ => ProfileWords.UpTo(ceiling),
    };
}
