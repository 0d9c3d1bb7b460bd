using System.Globalization;
using Kinora.Accounts.Contracts;
using Kinora.Accounts.Privacy;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kinora.Accounts.Pages;

public partial class PrivacyPage
{
    private static readonly Refusal NotConfirmed =
        new(RefusalKind.Invalid, "confirmation-missing", "To delete the account, write its name into the field.", "confirm");

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

    private int Grace => Options.Value.DeletionDays;

    private ExportMyData.Response Export { get; set; } = new(ExportState.None, null, 0, null, null, null, null, null);

    private LeaveForGood.Response? Leaving { get; set; }

    private List<Profile> Own { get; set; } = [];

    private protected override async Task LoadAsync()
    {
        Export = await Exports.StatusAsync(Viewer, Cancel);
        Leaving = await Leave.FindAsync(Viewer.UserId, Cancel);
        Own = await Profiles.OfUserAsync(Viewer.UserId, Cancel);
    }

    private async Task ExportAsync() => await SettleAsync((await Exports.BeginAsync(Viewer, Cancel)).Refusal);

    private async Task KeepAsync() => await SettleAsync((await Leave.KeepAsync(Viewer, Cancel)).Refusal);

    private async Task ShareAsync() => await SettleAsync(
        (await Changes.ChangeAsync(Viewer, Posted("profile"), new MyProfiles.Request(ShareEngagement: Posted("share") == "true"), Cancel)).Refusal);

    private async Task LeaveAsync()
    {
        if (!string.Equals(Posted("confirm").Trim(), Viewer.UserName, StringComparison.OrdinalIgnoreCase))
        {
            await SettleAsync(NotConfirmed);
            return;
        }

        var asked = await Leave.AskAsync(Viewer, Cancel);
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
        if (refusal is not null)
            Refuse(refusal);
        await LoadAsync();
    }

    private string Posted(string name) => Form![name].ToString();

    private static string Says(Profile profile) => profile.Kids ? PrivacyWords.KidsNever
        : profile.Preferences.ShareEngagement ? PrivacyWords.IsShared : PrivacyWords.IsNotShared;

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, bytes / 1_000)} kB"
        : $"{(bytes / 1_000_000.0).ToString("0.0", CultureInfo.CurrentCulture)} MB";
}
