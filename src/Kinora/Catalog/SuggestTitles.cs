using Kinora.Catalog.Contracts;
using Kinora.Catalog.Search;
using Kinora.Catalog.Snapshots;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>Names to offer while somebody types, each once: those that begin so, then those with a word that does.</summary>
internal static class SuggestTitles
{
    /// <summary>One offer.</summary>
    /// <param name="Name">What to put into the field.</param>
    /// <param name="Id">The best title of that name.</param>
    internal sealed record Item(string Name, string Id, TitleKind Kind, int? Year);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/catalog/suggest", Run).NeedsViewerUnlessPublic();

    private static IResult Run(string? q, Paged paged, Caller? caller, ICatalogue catalogue, SearchMeter meter)
    {
        var snapshot = catalogue.Current;
        var found = string.IsNullOrWhiteSpace(q) ? [] : meter.Suggest(snapshot.SearchFor(caller), q, paged.Limit);
        return Results.Json(new Page<Item>([.. found.Select(ordinal => ItemOf(snapshot, ordinal))], null, null));
    }

    private static Item ItemOf(CatalogueSnapshot snapshot, int ordinal) => new(
        snapshot.NameOf(ordinal), snapshot.IdOf(ordinal), snapshot.KindOf(ordinal), snapshot.YearOf(ordinal) is > 0 and var year ? year : null);
}
