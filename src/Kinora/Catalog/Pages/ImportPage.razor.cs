using Kinora.Catalog.Connectors;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

public partial class ImportPage
{
    private const int Shown = 6;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private JobRoutes Jobs { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private RefreshConnector Connectors { get; set; } = null!;

    private IReadOnlyList<JobView> Refreshes { get; set; } = [];

    private CatalogueSnapshot Snapshot { get; set; } = null!;

    private IReadOnlyList<JobView> Imports { get; set; } = [];

    private string? Chosen => Context.Request.Query["job"];

    private string Here => "/admin/catalogue" + (Chosen is null ? "" : QueryString.Create("job", Chosen));

    private List<(TitleKind Kind, int Count)> Kinds
    {
        get
        {
            var counts = new int[Enum.GetValues<TitleKind>().Length];
            for (var title = 0; title < Snapshot.Count; title++)
            {
                if (Snapshot.Has(title) && Snapshot.VisibilityOf(title) != Visibility.Removed)
                    counts[(int)Snapshot.KindOf(title)]++;
            }

            return [.. Enum.GetValues<TitleKind>().Select(kind => (kind, counts[(int)kind])).Where(pair => pair.Item2 > 0)];
        }
    }

    /// <summary>One that waits has not said yet whose it is.</summary>
    private IReadOnlyList<JobView> RefreshesOf(string connector) => [.. Refreshes.Where(job => (ConnectorPanel.NameOf(job) ?? connector) == connector)];

    protected override async Task OnInitializedAsync()
    {
        Snapshot = Catalogue.Current;
        var page = await Jobs.ListAsync(null, "catalog.import", new Paged(Shown, null, ""), Context.Features.Get<Caller>()!, Context.RequestAborted);
        Imports = page.Value.Items;
        Refreshes = (await Jobs.ListAsync(null, "catalog.connect", new Paged(Shown, null, ""), Context.Features.Get<Caller>()!, Context.RequestAborted)).Value.Items;
    }
}
