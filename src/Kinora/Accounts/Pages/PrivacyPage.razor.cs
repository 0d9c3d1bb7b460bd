using System.Globalization;
using Kinora.Accounts.Contracts;
using Kinora.Accounts.Privacy;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.Pages;

public partial class PrivacyPage
{
    private static readonly Refusal NotConfirmed =
        new(RefusalKind.Invalid, "confirmation-missing", "To delete the account, write its name into the field.", "confirm");

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ExportMyData Exports { get; set; } = null!;

    [Inject]
    private LeaveForGood Leave { get; set; } = null!;

    [Inject]
    private IProfiles Profiles { get; set; } = null!;

    [Inject]
    private MyProfiles Changes { get; set; } = null!;

    [Inject]
    private IOptions<AccountsOptions> Options { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Caller Me => Context.Features.Get<Caller>()!;

    private int Grace => Options.Value.DeletionDays;

    private Refusal? Refusal { get; set; }

    private ExportMyData.Response Export { get; set; } = new(ExportState.None, null, 0, null, null, null, null, null);

    private LeaveForGood.Response? Leaving { get; set; }

    private List<Profile> Own { get; set; } = [];

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        Export = await Exports.StatusAsync(Me, Context.RequestAborted);
        Leaving = await Leave.FindAsync(Me.UserId, Context.RequestAborted);
        Own = await Profiles.OfUserAsync(Me.UserId, Context.RequestAborted);
    }

    private async Task ExportAsync() => await SettleAsync((await Exports.BeginAsync(Me, Context.RequestAborted)).Refusal);

    private async Task KeepAsync() => await SettleAsync((await Leave.KeepAsync(Me, Context.RequestAborted)).Refusal);

    private async Task ShareAsync() => await SettleAsync(
        (await Changes.ChangeAsync(Me, Posted("profile"), new MyProfiles.Request(ShareEngagement: Posted("share") == "true"), Context.RequestAborted)).Refusal);

    private async Task LeaveAsync()
    {
        if (!string.Equals(Posted("confirm").Trim(), Me.UserName, StringComparison.OrdinalIgnoreCase))
        {
            await SettleAsync(NotConfirmed);
            return;
        }

        var asked = await Leave.AskAsync(Me, Context.RequestAborted);
        if (asked.Refusal is { } refusal)
        {
            await SettleAsync(refusal);
            return;
        }

        SignInCookies.End(Context);
        Navigation.NavigateTo("/welcome/leaving" + QueryString.Create("day", Day(asked.Value.DueAt)));
    }

    private async Task SettleAsync(Refusal? refusal)
    {
        Refusal = refusal;
        if (refusal is not null)
            Context.Response.StatusCode = Refusals.Status(refusal.Kind);
        await LoadAsync();
    }

    private string Posted(string name) => Context.Request.Form[name].ToString();

    private static string Says(Profile profile) => profile.Kids ? PrivacyWords.KidsNever
        : profile.Preferences.ShareEngagement ? PrivacyWords.IsShared : PrivacyWords.IsNotShared;

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, bytes / 1_000)} kB"
        : $"{(bytes / 1_000_000.0).ToString("0.0", CultureInfo.CurrentCulture)} MB";
}
