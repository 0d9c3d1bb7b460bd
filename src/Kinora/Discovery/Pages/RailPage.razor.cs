using Kinora.Catalog.Contracts;
using Kinora.Discovery.Home;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Discovery.Pages;

/// <summary>One rail of the home page, as long as it is.</summary>
public partial class RailPage
{
    private const int Shown = 40;

    [Parameter]
    public string Rail { get; set; } = "";

    [SupplyParameterFromQuery(Name = "cursor")]
    private string? Cursor { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private RailPages Pages { get; set; } = null!;

    [Inject]
    private HomeView View { get; set; } = null!;

    private RailPages.RailPage? Found { get; set; }

    private IReadOnlyList<CardData> Titles { get; set; } = [];

    private string? More => Found?.NextCursor is { } cursor ? $"/rails/{Uri.EscapeDataString(Rail)}?cursor={cursor}" : null;

    protected override async Task OnInitializedAsync()
    {
        var (caller, snapshot, cancel) = (Context.Features.Get<Caller>()!, Catalogue.Current, Context.RequestAborted);
        var question = $"/rails/{Rail}";
        var page = await Pages.PageAsync(Rail, new Paged(Shown, Cursor, question), caller, snapshot, cancel);
        // An outdated or foreign cursor begins again.
        if (page.Refusal is { Code: not "rail-not-found" })
            page = await Pages.PageAsync(Rail, new Paged(Shown, null, question), caller, snapshot, cancel);
        if (page.Refusal is not null)
        {
            Navigation.NotFound();
            return;
        }

        Found = page.Value;
        Titles = await View.CardsAsync(caller, snapshot, new HomeRail(Rail, Found.Name, Found.Items), cancel);
    }
}
