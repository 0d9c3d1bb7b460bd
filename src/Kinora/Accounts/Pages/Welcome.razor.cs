using Kinora.Accounts.Contracts;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

public partial class Welcome
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "return_to")]
    private string? From { get; set; }

    [SupplyParameterFromForm(Name = "Input", FormName = "first")]
    private GateForm? FirstInput { get; set; }

    [SupplyParameterFromForm(Name = "Input", FormName = "ask")]
    private GateForm? AskInput { get; set; }

    [SupplyParameterFromForm(Name = "Input", FormName = "verify")]
    private GateForm? VerifyInput { get; set; }

    [SupplyParameterFromForm(Name = "Input", FormName = "issued")]
    private GateForm? IssuedInput { get; set; }

    [Inject]
    private FirstStart FirstStart { get; set; } = null!;

    [Inject]
    private CreateFirstAdmin CreateFirstAdmin { get; set; } = null!;

    [Inject]
    private RequestCode RequestCode { get; set; } = null!;

    [Inject]
    private VerifyCode VerifyCode { get; set; } = null!;

    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private CodePost Post { get; set; } = null!;

    [Inject]
    private BlockMyNetwork BlockMyNetwork { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private GateForm Input => FirstInput ?? AskInput ?? VerifyInput ?? IssuedInput ?? new GateForm();

    private bool First { get; set; }

    private Refusal? Refusal { get; set; }

    private RequestCode.Response? Asked { get; set; }

    private RequestCode.Response AskedBefore => new(true, Post.Ways.FirstOrDefault(way => way == Input.Via) ?? ConsoleCourier.Word, default);

    private bool Blocking { get; set; }

    private DateTimeOffset? BlockedUntil { get; set; }

    private string ReturnTo => GateParts.Local(Input.ReturnTo ?? From);

    private string Again => ReturnTo == "/" ? "/welcome" : "/welcome" + QueryString.Create("return_to", ReturnTo);

    protected override async Task OnInitializedAsync()
    {
        First = await FirstStart.IsNeededAsync(Context.RequestAborted);
        if (!First && HttpMethods.IsGet(Context.Request.Method) && Context.Features.Get<Caller>() is not null)
            Navigation.NavigateTo(ReturnTo);
        // A form that is sent must stand in the first rendering too, or nobody is told of it.
        if (VerifyInput is not null)
            Asked = AskedBefore;
        Blocking = HttpMethods.IsPost(Context.Request.Method) && Context.Request.HasFormContentType
            && (await Context.Request.ReadFormAsync(Context.RequestAborted))["_handler"] == "block";
    }

    private async Task BeginFirstAsync() =>
        await EnterAsync(await CreateFirstAdmin.RunAsync(
            new(Input.Username ?? "", Input.Otp ?? ""), SignInCookies.Browser(Context), Context.RequestAborted));

    private async Task AskAsync()
    {
        var outcome = await RequestCode.RunAsync(new(Input.Username ?? "", string.IsNullOrEmpty(Input.Via) ? null : Input.Via), SignInCookies.Browser(Context), Context.RequestAborted);
        if (Refuse(outcome.Refusal))
            return;
        Asked = outcome.Value.Response;
        SignInCookies.Asked(Context, outcome.Value.Browser);
    }

    private async Task VerifyAsync()
    {
        var outcome = await VerifyCode.RunAsync(
            new(Input.Username ?? "", Input.Otp ?? ""), SignInCookies.Browser(Context), Context.RequestAborted);
        await EnterAsync(outcome);
    }

    private async Task BlockAsync()
    {
        var outcome = await BlockMyNetwork.RunAsync(new(), SignInCookies.Browser(Context), Context.RequestAborted);
        if (!Refuse(outcome.Refusal))
            BlockedUntil = outcome.Value.ExpiresAt;
    }

    private async Task EnterAsync(Outcome<SignedIn> outcome)
    {
        if (Refuse(outcome.Refusal))
            return;
        SignInCookies.Begin(Context, outcome.Value);
        Navigation.NavigateTo(outcome.Value.DeletedAt is null
            ? await WhoPage.AfterSignInAsync(Profiles, outcome.Value.User.Id, ReturnTo, Context.RequestAborted)
            : "/settings/privacy");
    }

    private bool Refuse(Refusal? refusal)
    {
        Refusal = refusal;
        if (refusal is not null)
            Context.Response.StatusCode = Kinora.Platform.Http.Refusals.Status(refusal.Kind);
        return refusal is not null;
    }
}
