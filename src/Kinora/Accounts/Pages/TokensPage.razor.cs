using System.Globalization;
using Kinora.Platform;
using Kinora.Platform.Http;
using Microsoft.AspNetCore.Components;

namespace Kinora.Accounts.Pages;

/// <summary>Personal access tokens: made here, shown once, ended here.</summary>
public partial class TokensPage
{
    [SupplyParameterFromQuery(Name = "cursor")]
    private string? Cursor { get; set; }

    [Inject]
    private Tokens Slice { get; set; } = null!;

    [Inject]
    private TokenStore Store { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Null while the database is being asked.</summary>
    private Outcome<Page<Tokens.Item>>? Found { get; set; }

    private MadeToken? Made { get; set; }

    private string? Said => Context.Request.Query["said"] == "revoked" ? AccessWords.SaidRevoked : null;

    private protected override async Task LoadAsync()
    {
        var found = await Slice.ListAsync(new Paged(Paged.Default, Cursor, "/settings/tokens?"), Viewer, Cancel);
        // A foreign or outdated cursor begins again.
        Found = found.Succeeded ? found : await Slice.ListAsync(new Paged(Paged.Default, null, "/settings/tokens?"), Viewer, Cancel);
    }

    private async Task MakeAsync()
    {
        var days = int.TryParse(Form!["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var made = await Slice.MakeAsync(Viewer, new(Form["name"], [Form["scope"].ToString()], days), Context.Features.Get<CurrentToken>(), Cancel);
        if (made.Refusal is { } refusal)
        {
            Refuse(refusal);
            return;
        }

        Made = made.Value;
        Context.Response.Headers.CacheControl = "no-store";
        await LoadAsync();
    }

    private async Task EndAsync()
    {
        await Store.EndAsync(Viewer.UserId, Form!["id"].ToString(), Cancel);
        Navigation.NavigateTo("/settings/tokens?said=revoked");
    }
}
