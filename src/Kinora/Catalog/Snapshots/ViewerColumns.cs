using Kinora.Catalog.Contracts;
using Kinora.Catalog.Search;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Snapshots;

/// <summary>
/// A snapshot's chunks as one person's search reads them: without titles above the profile's ceiling, of which an unrated one counts as
/// rated 18, and with the person's own titles that all others do not find. For one request.
/// </summary>
internal sealed class ViewerColumns(CatalogueSnapshot snapshot, int ceiling, int owner) : ITitleFacets
{
    private readonly ITitleFacets _all = snapshot.Search.Source;
    private readonly ulong[]?[] _listed = new ulong[snapshot.Chunks.Count][];

    public ReadOnlySpan<ulong> Listed(int chunk) => chunk < _listed.Length ? _listed[chunk] ??= Restrict(snapshot.Chunks[chunk]) : default;

    public ReadOnlySpan<float> Popularity(int chunk) => _all.Popularity(chunk);

    public ReadOnlySpan<long> PublishedAt(int chunk) => _all.PublishedAt(chunk);

    public ReadOnlySpan<long> DurationMs(int chunk) => _all.DurationMs(chunk);

    public int Read(int ordinal, FilterPart facet, Span<int> values) => _all.Read(ordinal, facet, values);

    private ulong[] Restrict(CatalogueChunk chunk)
    {
        var listed = new ulong[Bits.Length];
        chunk.Listed.CopyTo(listed, 0);
        var columns = chunk.Columns;
        for (var at = 0; owner >= 0 && columns.Owners is { } owners && at < columns.Count; at++)
            if (owners[at] == owner && (columns.Flags[at] & (TitleFlags.ShadowBan | TitleFlags.Removed)) == TitleFlags.ShadowBan)
                Bits.Set(listed, at);
        for (var at = 0; at < columns.Count; at++)
            if (columns.Ages[at] > ceiling)
                listed[at >> 6] &= ~(1UL << at);
        return listed;
    }
}

/// <summary>Which titles a search finds depends on who searches.</summary>
internal static class ViewerSearch
{
    /// <summary>The title search as this person may use it; null is a stranger.</summary>
    public static TitleSearch SearchFor(this CatalogueSnapshot snapshot, Caller? caller)
    {
        var ceiling = TitleAccess.CeilingOf(caller);
        var owner = caller is not null && snapshot.Words.Owners.TryNumber(caller.UserId, out var number) ? number : -1;
        return ceiling >= TitleAccess.Everything && owner < 0
            ? snapshot.Search
            : new TitleSearch(snapshot.Search.Titles, snapshot.Search.Facets, new ViewerColumns(snapshot, ceiling, owner));
    }
}
