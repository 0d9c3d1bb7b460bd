using Kinora.Catalog.Contracts;
using Kinora.Catalog.Search;

namespace Kinora.Catalog.Snapshots;

/// <summary>
/// Folds the edits that lie over the search index into it, beside the requests: what an edit would otherwise have to wait for as soon as
/// too many have come together in one chunk.
/// </summary>
internal static class SearchMerge
{
    /// <summary>Edits in one chunk from which on folding pays. An edit itself folds only beyond <see cref="TitleChunk.MostEdits"/>.</summary>
    public const int Enough = 250;

    public static bool Pays(CatalogueSnapshot snapshot) => snapshot.Search.Titles.Chunks.Any(chunk => chunk.Edits >= Enough);

    /// <summary>The index of a snapshot with nothing over it. Takes a while; everybody may go on reading and writing.</summary>
    public static TitleSearch Fold(CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        var search = snapshot.Search;
        return new TitleSearch(search.Titles.Merge(cancel), search.Facets.Merge(snapshot.Count, search.Source), search.Source);
    }

    /// <summary>The newest snapshot on the index that was folded from an earlier one.</summary>
    public static CatalogueSnapshot Over(CatalogueSnapshot now, TitleSearch folded, CatalogueSnapshot before)
    {
        var changed = Changed(now, before).Take(TitleChunk.MostEdits).ToList();
        // So much came meanwhile that it has made an index of its own.
        if (changed.Count == TitleChunk.MostEdits)
            return now;
        return now.FoundBy(new TitleSearch(
            now.Search.Titles.Over(folded.Titles, before.Search.Titles), folded.Facets.With(changed, now.Search.Source), now.Search.Source));
    }

    private static IEnumerable<int> Changed(CatalogueSnapshot now, CatalogueSnapshot before)
    {
        for (var i = 0; i < now.Chunks.Count; i++)
        {
            var (chunk, old) = (now.Chunks[i], i < before.Chunks.Count ? before.Chunks[i] : null);
            for (var at = 0; !ReferenceEquals(chunk, old) && at < chunk.Count; at++)
            {
                if (old is null || at >= old.Count || chunk.Revisions[at] != old.Revisions[at])
                    yield return (i << CatalogueChunk.Shift) | at;
            }
        }
    }
}
