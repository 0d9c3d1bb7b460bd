using Kinora.Catalog.Collections;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;

namespace Kinora.Catalog.Pages;

/// <summary>Collections as pages show them: only what this caller may look at.</summary>
internal static class CollectionViews
{
    public static IReadOnlyList<CardData> Cards(IReadOnlyList<Collection> collections, CatalogueSnapshot snapshot, Caller? caller) =>
    [
        .. from collection in collections
           let ordinals = collection.OrdinalsFor(snapshot, caller)
           where ordinals.Count > 0
           select CollectionCards.Of(snapshot, new CollectionCard(collection.Id, collection.Name, collection.Description, ordinals.Count, [.. ordinals.Take(4)])),
    ];
}
