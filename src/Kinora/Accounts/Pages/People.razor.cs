using Kinora.Accounts.Contracts;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

public partial class People
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    /// <summary>Whichever of the page's forms was sent.</summary>
    private PersonForm? Input { get; set; }

    [Inject]
    private IUsers Accounts { get; set; } = null!;

    [Inject]
    private IssueCode IssueCode { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private List<UserInfo> Users { get; set; } = [];

    private IssueCode.Response? Issued { get; set; }

    private Refusal? Refusal { get; set; }

    private string? Done { get; set; }

    private string? Confirm { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Context.Request.Method))
        {
            var form = await Context.Request.ReadFormAsync(Context.RequestAborted);
            Input = new PersonForm(
                form["Input.Name"].ToString(), Enum.TryParse<Role>(form["Input.Role"], out var role) ? role : Role.Viewer, form["Input.Sure"] == "true", form["Input.Email"].ToString().Trim());
        }

        Users = await Accounts.ListAsync(Context.RequestAborted);
    }

    private async Task AddAsync()
    {
        var outcome = await Accounts.AddAsync(new NewUser(Input!.Name, Input.Role, Email: Input.Email.Length == 0 ? null : Input.Email), Context.RequestAborted);
        await SettleAsync(outcome.Refusal, PeopleWords.AddedNamed(Input.Name));
        if (outcome.Succeeded)
            await IssueAsync();
    }

    private async Task ChangeAsync() =>
        await SettleAsync((await Accounts.ChangeAsync(Input!.Name, new UserChange(Input.Role, Email: Input.Email), Context.RequestAborted)).Refusal, PeopleWords.ChangedNamed(Input.Name));

    private async Task IssueAsync()
    {
        var outcome = await IssueCode.RunAsync(Input!.Name, $"{Context.Request.Scheme}://{Context.Request.Host}", Context.RequestAborted);
        Issued = outcome.Succeeded ? outcome.Value : null;
        await SettleAsync(outcome.Refusal, Done);
    }

    private async Task RemoveAsync()
    {
        if (!Input!.Sure)
        {
            Confirm = Input.Name;
            return;
        }

        await SettleAsync((await Accounts.RemoveAsync(Input.Name, Context.RequestAborted)).Refusal, PeopleWords.RemovedNamed(Input.Name));
    }

    private async Task SettleAsync(Refusal? refusal, string? done)
    {
        (Refusal, Done) = (refusal, refusal is null ? done : null);
        Users = await Accounts.ListAsync(Context.RequestAborted);
    }

    private sealed record PersonForm(string Name, Role Role, bool Sure, string Email);
}
