using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>
/// Title search over one state of the catalogue: names, facets and columns that belong together. Pure; safe for any query. Words that
/// are typed wrong are forgiven where the words as typed find fewer than <see cref="FewTitles"/> titles in the whole catalogue and none of
/// that very name.
/// </summary>
internal sealed class TitleSearch(TitleIndex titles, FacetIndex facets, ITitleFacets source)
{
    public const int FewTitles = 3;

    public TitleIndex Titles => titles;

    public FacetIndex Facets => facets;

    public ITitleFacets Source => source;

    public TitleResults Find(TitleRequest request)
    {
        using var run = new MatchRun(titles, source, request.Query);
        run.Match();
        var filter = new FilterRun(this, run, request);
        filter.Apply();
        var hits = new List<TitleHit>(request.Limit);
        var next = new PageRun(this, run, request).Fill(hits);
        return new TitleResults
        {
            Hits = hits,
            Total = filter.Total,
            Next = next,
            Facets = filter.Counts(),
            Relax = filter.Total == 0 ? filter.Relax() : [],
            DidYouMean = run.IsPoor ? new Correction(this, run).Find() : null,
        };
    }

    /// <summary>The titles of a chunk that may be found and that pass a filter, as bits.</summary>
    public ulong[] Passing(int chunk, TitleFilter filter)
    {
        var (passing, part) = (new ulong[Bits.Length], new ulong[Bits.Length]);
        source.Listed(chunk).CopyTo(passing);
        foreach (var asked in filter.Parts)
        {
            Array.Clear(part);
            filter.AddTo(part, asked, passing, facets.ChunkAt(chunk), source.DurationMs(chunk));
            Bits.And(passing, part);
        }

        return passing;
    }

    /// <summary>Titles to offer while a query is typed: the best ones, of each name one however it is written.</summary>
    public IReadOnlyList<int> Suggest(string query, int limit)
    {
        var found = Find(new TitleRequest { Query = query, Limit = limit * 2 });
        return
        [
            .. found.Hits.Select(h => h.Ordinal)
                .DistinctBy(o => Encoding.UTF8.GetString(titles.SegmentOf(o)!.SortNameOf(o & Bits.Mask)), StringComparer.Ordinal)
                .Take(limit),
        ];
    }
}
