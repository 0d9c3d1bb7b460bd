using System.Buffers;

namespace Kinora.Catalog.Search;

/// <summary>One query held against all chunks: which titles reach which tier, before any filter.</summary>
internal sealed class MatchRun : IDisposable
{
    private readonly TitleIndex _titles;
    private readonly ITitleFacets _source;
    private readonly ulong[] _sets;
    private readonly ulong[] _passing;

    public MatchRun(TitleIndex titles, ITitleFacets source, string? query)
    {
        (_titles, _source) = (titles, source);
        var readings = new Readings();
        readings.Read(query ?? "", TitleRequest.LongestQuery);
        Query = Needle.Of(readings);
        Scratch = Scratch.Take();
        _sets = ArrayPool<ulong>.Shared.Rent(Chunks * MatchSets.Length);
        _passing = ArrayPool<ulong>.Shared.Rent(Chunks * Bits.Length);
    }

    public int Chunks => _titles.Chunks.Length;

    /// <summary>The readings of the query; none where every title answers.</summary>
    public Needle[] Query { get; }

    public Scratch Scratch { get; }

    /// <summary>The words as typed find next to nothing in the whole catalogue, and no title of that very name.</summary>
    public bool IsPoor { get; private set; }

    public NearWords Near { get; } = new();

    /// <summary>The words as typed find nothing at all.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>What one chunk has in each tier, each tier with all better ones.</summary>
    public MatchSets this[int chunk] => new(_sets.AsSpan(chunk * MatchSets.Length, MatchSets.Length));

    /// <summary>The titles of one chunk that were found and pass the filter.</summary>
    public Span<ulong> Passing(int chunk) => _passing.AsSpan(chunk * Bits.Length, Bits.Length);

    public void Match(bool forgiving = true)
    {
        var (listed, exact) = (0, false);
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            var sets = this[chunk];
            sets.Clear();
            if (Query.Length == 0) _titles.Chunks[chunk].AddPresent(sets[MatchTier.Substring]);
            else Match(_titles.Chunks[chunk], sets);
            exact |= Query.Length > 0 && Bits.CountAnd(sets[MatchTier.Exact], _source.Listed(chunk)) > 0;
            sets.Accumulate();
            listed += Bits.CountAnd(sets.All, _source.Listed(chunk));
        }

        IsEmpty = listed == 0;
        IsPoor = Query.Length > 0 && Query[0].Words.Length > 0 && listed < TitleSearch.FewTitles && !exact;
        if (IsPoor && forgiving) MatchSimilar(new SimilarQuery(Query[0].Text, IsEmpty, Near));
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_sets);
        ArrayPool<ulong>.Shared.Return(_passing);
        Scratch.Return();
    }

    private void Match(TitleChunk chunk, MatchSets sets)
    {
        foreach (var needle in Query) SegmentMatch.Find(chunk.Base, needle, sets, Scratch);
        if (chunk.Overlay is not { } overlay) return;
        sets.Remove(chunk.Edited);
        foreach (var needle in Query) SegmentMatch.Find(overlay, needle, sets, Scratch);
    }

    private void MatchSimilar(SimilarQuery query)
    {
        var excluded = Scratch.Excluded;
        for (var i = 0; i < Chunks; i++)
        {
            var chunk = _titles.Chunks[i];
            var found = this[i].All;
            found.CopyTo(excluded);
            if (chunk.Overlay is { } overlay)
            {
                SimilarMatch.Find(overlay, i << Bits.Shift, query, excluded, found, Scratch);
                Bits.Or(excluded, chunk.Edited);
            }

            SimilarMatch.Find(chunk.Base, i << Bits.Shift, query, excluded, found, Scratch);
        }
    }
}
