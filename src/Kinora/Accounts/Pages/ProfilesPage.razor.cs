using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

/// <summary>The account's profiles, and a form for one more.</summary>
public partial class ProfilesPage
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private EditProfiles Slice { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Caller Viewer => Context.Features.Get<Caller>()!;

    private List<Profile> Own { get; set; } = [];

    private IFormCollection? Form { get; set; }

    private Refusal? Refusal { get; set; }

    private string Free => Avatars.Free([.. Own.Select(profile => profile.Avatar)]);

    private string? Said => Context.Request.Query["said"].ToString() switch
    {
        "added" => ProfileWords.SaidAdded,
        "saved" => ProfileWords.SaidSaved,
        "removed" => ProfileWords.SaidRemoved,
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Context.Request.Method))
            Form = await Context.Request.ReadFormAsync(Context.RequestAborted);
        Own = await Profiles.OfUserAsync(Viewer.UserId, Context.RequestAborted);
    }

    private async Task AddAsync()
    {
        var added = await Slice.AddAsync(
            Viewer, new(Form!["name"], PageForm.Text(Form, "avatar"), Form["kids"] == "true", PageForm.Age(Form)), Context.RequestAborted);
        if (added.Succeeded)
            Navigation.NavigateTo("/settings/profiles?said=added");
        else
            Context.Response.StatusCode = Refusals.Status((Refusal = added.Refusal!).Kind);
    }

    private static string Sees(int ceiling) => ceiling switch
    {
        0 => ProfileWords.OnlyForAll,
        >= 18 => ProfileWords.Everything,
        _ => ProfileWords.UpTo(ceiling),
    };
}
