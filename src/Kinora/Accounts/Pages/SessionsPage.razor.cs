using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

/// <summary>The browsers that are signed in to this account.</summary>
public partial class SessionsPage
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "cursor")]
    private string? Cursor { get; set; }

    [Inject]
    private Sessions Slice { get; set; } = null!;

    [Inject]
    private SessionStore Store { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Caller Viewer => Context.Features.Get<Caller>()!;

    private string? Current => Context.Features.Get<CurrentSession>()?.Id;

    private DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Null while the database is being asked.</summary>
    private Outcome<Page<Sessions.Item>>? Found { get; set; }

    private IFormCollection? Form { get; set; }

    private string? Said => Context.Request.Query["said"].ToString() switch
    {
        "ended" => AccessWords.SaidEnded,
        "others" => AccessWords.SaidOthers,
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Context.Request.Method))
            Form = await Context.Request.ReadFormAsync(Context.RequestAborted);
        var found = await ReadAsync(Cursor);
        // A foreign or outdated cursor begins again.
        Found = found.Succeeded ? found : await ReadAsync(null);
    }

    private Task<Outcome<Page<Sessions.Item>>> ReadAsync(string? cursor) =>
        Slice.ListAsync(new Paged(Paged.Default, cursor, "/settings/sessions?"), Viewer, Current, Context.RequestAborted);

    private async Task EndAsync()
    {
        await Slice.EndAsync(Viewer, Form!["id"].ToString(), Context.RequestAborted);
        Navigation.NavigateTo("/settings/sessions?said=ended");
    }

    private async Task EndOthersAsync()
    {
        await Store.EndOthersAsync(Viewer.UserId, Current, Context.RequestAborted);
        Navigation.NavigateTo("/settings/sessions?said=others");
    }
}
