using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

public partial class GapsPage
{
    private const int Most = 50;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    private CatalogueSnapshot Snapshot { get; set; } = null!;

    private string? Lacks { get; set; }

    private IReadOnlyList<(string Id, string Name)> Shown { get; set; } = [];

    private int? Next { get; set; }

    protected override void OnInitialized()
    {
        Snapshot = Catalogue.Current;
        var asked = Context.Request.Query["lacks"].ToString();
        if (!TitleGaps.Members.Contains(asked, StringComparer.Ordinal))
            return;
        Lacks = asked;
        _ = int.TryParse(Context.Request.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var from);
        var found = TitleGaps.Of(Snapshot, asked, from).Take(Most + 1).ToList();
        Shown = [.. found.Take(Most).Select(ordinal => (Snapshot.IdOf(ordinal), Snapshot.NameOf(ordinal)))];
        Next = found.Count > Most ? found[Most] : null;
    }
}
