using System.Globalization;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

/// <summary>Personal access tokens: made here, shown once, ended here.</summary>
public partial class TokensPage
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "cursor")]
    private string? Cursor { get; set; }

    [Inject]
    private Tokens Slice { get; set; } = null!;

    [Inject]
    private TokenStore Store { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Caller Viewer => Context.Features.Get<Caller>()!;

    private DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Null while the database is being asked.</summary>
    private Outcome<Page<Tokens.Item>>? Found { get; set; }

    private MadeToken? Made { get; set; }

    private IFormCollection? Form { get; set; }

    private Refusal? Refusal { get; set; }

    private string? Said => Context.Request.Query["said"] == "revoked" ? AccessWords.SaidRevoked : null;

    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Context.Request.Method))
            Form = await Context.Request.ReadFormAsync(Context.RequestAborted);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var found = await Slice.ListAsync(new Paged(Paged.Default, Cursor, "/settings/tokens?"), Viewer, Context.RequestAborted);
        // A foreign or outdated cursor begins again.
        Found = found.Succeeded ? found : await Slice.ListAsync(new Paged(Paged.Default, null, "/settings/tokens?"), Viewer, Context.RequestAborted);
    }

    private async Task MakeAsync()
    {
        var days = int.TryParse(Form!["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var made = await Slice.MakeAsync(Viewer, new(Form["name"], [Form["scope"].ToString()], days), Context.Features.Get<CurrentToken>(), Context.RequestAborted);
        if (made.Refusal is { } refusal)
        {
            (Refusal, Context.Response.StatusCode) = (refusal, Refusals.Status(refusal.Kind));
            return;
        }

        Made = made.Value;
        Context.Response.Headers.CacheControl = "no-store";
        await ReadAsync();
    }

    private async Task EndAsync()
    {
        await Store.EndAsync(Viewer.UserId, Form!["id"].ToString(), Context.RequestAborted);
        Navigation.NavigateTo("/settings/tokens?said=revoked");
    }
}
