using Kinora.Accounts.Contracts;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

public partial class SignInLink
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "code")]
    private string? Code { get; set; }

    [SupplyParameterFromForm(Name = "Input", FormName = "link")]
    private GateForm? Input { get; set; }

    [Inject]
    private SignInByLink ByLink { get; set; } = null!;

    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Refusal? Refusal { get; set; }

    private async Task EnterAsync()
    {
        var outcome = await ByLink.RunAsync(new(Input?.Otp ?? ""), SignInCookies.Browser(Context), Context.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            Refusal = refusal;
            Context.Response.StatusCode = Refusals.Status(refusal.Kind);
            return;
        }

        SignInCookies.Begin(Context, outcome.Value);
        Navigation.NavigateTo(outcome.Value.DeletedAt is null
            ? await WhoPage.AfterSignInAsync(Profiles, outcome.Value.User.Id, "/", Context.RequestAborted)
            : "/settings/privacy");
    }
}
