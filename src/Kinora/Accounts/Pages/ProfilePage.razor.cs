using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

/// <summary>One profile: its name, picture and ceiling, and its end.</summary>
public partial class ProfilePage
{
    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private EditProfiles Slice { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Caller Viewer => Context.Features.Get<Caller>()!;

    private Profile? Profile { get; set; }

    private bool Alone { get; set; }

    private bool Sure { get; set; }

    private IFormCollection? Form { get; set; }

    private Refusal? Refusal { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Context.Request.Method))
            Form = await Context.Request.ReadFormAsync(Context.RequestAborted);
        var own = await Profiles.OfUserAsync(Viewer.UserId, Context.RequestAborted);
        (Profile, Alone) = (own.Find(profile => profile.Id == Id), own.Count == 1);
        if (Profile is null)
            Navigation.NotFound();
    }

    private async Task ChangeAsync() => Settle(
        (await Slice.ChangeAsync(
            Viewer, Id, new(Form!["name"], PageForm.Text(Form, "avatar"), Form["kids"] == "true", Ceiling()), Context.RequestAborted)).Refusal,
        "saved");

    /// <summary>Who makes it a kids profile and leaves the ceiling as it was gets the usual one of a kids profile.</summary>
    private int? Ceiling() =>
        Form!["kids"] == "true" && !Profile!.Kids && PageForm.Age(Form) == Profile.Preferences.MaturityCeiling ? null : PageForm.Age(Form);

    private async Task RemoveAsync()
    {
        if (Form!["sure"] == "true")
            Settle((await Slice.RemoveAsync(Viewer, Id, Context.RequestAborted)).Refusal, "removed");
        else
            Sure = true;
    }

    private void Settle(Refusal? refusal, string said)
    {
        if (refusal is null)
            Navigation.NavigateTo($"/settings/profiles?said={said}");
        else
            Context.Response.StatusCode = Refusals.Status((Refusal = refusal).Kind);
    }
}
