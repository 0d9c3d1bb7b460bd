using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

/// <summary>A page of one's settings: forms that are sent back to it, and what came of them.</summary>
public abstract class SettingsPage : ComponentBase
{
    [CascadingParameter]
    private protected HttpContext Context { get; set; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    private protected Caller Viewer => Context.Features.Get<Caller>()!;

    private protected CancellationToken Cancel => Context.RequestAborted;

    /// <summary>What was sent; null where the page was only asked for.</summary>
    private protected IFormCollection? Form { get; private set; }

    private protected Refusal? Refusal { get; private set; }

    protected sealed override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Context.Request.Method))
            Form = await Context.Request.ReadFormAsync(Cancel);
        await LoadAsync();
    }

    private protected abstract Task LoadAsync();

    /// <summary>Shows the page again with what was wrong.</summary>
    private protected void Refuse(Refusal refusal) => (Refusal, Context.Response.StatusCode) = (refusal, Refusals.Status(refusal.Kind));
}
