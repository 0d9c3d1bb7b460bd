using Kinora.Catalog.Contracts;

namespace Kinora.Catalog.Collections;

/// <summary>The rail Collections: each with titles that this profile may be recommended, in the curators' order.</summary>
internal sealed class CollectionsRail(ICollections collections, TimeProvider time) : IRail
{
    private const int FirstTitles = 4;

    public string Rail => "collections";

    public string Name => "Collections";

    public int Order => 1100;

    public async Task<RailItems> FillAsync(RailRequest request, CancellationToken cancel)
    {
        var items = new List<RailItem>();
        var now = time.GetUtcNow();
        foreach (var collection in (await collections.ListAsync(cancel)).Where(one => one.IsShown(now)))
        {
            var titles = collection.OrdinalsFor(request.Snapshot, request.Caller).Where(request.Allowed).ToList();
            if (titles.Count == 0)
                continue;
            items.Add(new RailItem(RailItemKind.Collection, -1, $"Put together by hand: {Titles(titles.Count)}", 1, collection.Id)
            {
                Collection = new CollectionCard(collection.Id, collection.Name, collection.Description, titles.Count, [.. titles.Take(FirstTitles)]),
            });
            if (items.Count == request.Limit)
                break;
        }

        return new RailItems(items);
    }

    private static string Titles(int count) => count == 1 ? "1 title" : $"{count} titles";
}
