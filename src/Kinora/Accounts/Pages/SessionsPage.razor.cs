using Kinora.Platform;
using Kinora.Platform.Http;
using Microsoft.AspNetCore.Components;

namespace Kinora.Accounts.Pages;

/// <summary>The browsers that are signed in to this account.</summary>
public partial class SessionsPage
{
    [SupplyParameterFromQuery(Name = "cursor")]
    private string? Cursor { get; set; }

    [Inject]
    private Sessions Slice { get; set; } = null!;

    [Inject]
    private SessionStore Store { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string? Current => Context.Features.Get<CurrentSession>()?.Id;

    private DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Null while the database is being asked.</summary>
    private Outcome<Page<Sessions.Item>>? Found { get; set; }

    private string? Said => Context.Request.Query["said"].ToString() switch
    {
        "ended" => AccessWords.SaidEnded,
        "others" => AccessWords.SaidOthers,
        _ => null,
    };

    private protected override async Task LoadAsync()
    {
        var found = await ReadAsync(Cursor);
        // A foreign or outdated cursor begins again.
        Found = found.Succeeded ? found : await ReadAsync(null);
    }

    private Task<Outcome<Page<Sessions.Item>>> ReadAsync(string? cursor) =>
        Slice.ListAsync(new Paged(Paged.Default, cursor, "/settings/sessions?"), Viewer, Current, Cancel);

    private async Task EndAsync()
    {
        await Slice.EndAsync(Viewer, Form!["id"].ToString(), Cancel);
        Navigation.NavigateTo("/settings/sessions?said=ended");
    }

    private async Task EndOthersAsync()
    {
        await Store.EndOthersAsync(Viewer.UserId, Current, Cancel);
        Navigation.NavigateTo("/settings/sessions?said=others");
    }
}
