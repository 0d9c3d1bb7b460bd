using System.Numerics;
using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>Puts what passes in order, as far as one page needs it: tiers worse than the page reaches are never looked at.</summary>
internal sealed class PageRun
{
    private readonly TitleSearch _search;
    private readonly MatchRun _run;
    private readonly TitleRequest _request;
    private readonly TopTitles _top;

    public PageRun(TitleSearch search, MatchRun run, TitleRequest request)
    {
        (_search, _run, _request) = (search, run, request);
        _top = new TopTitles(search.Titles, request.Limit, request.After);
    }

    private bool IsByTier => _request.Sort == TitleSort.Relevance && _run.Query.Length > 0;

    /// <summary>Fills the page, and gives the position behind which the next begins, or null.</summary>
    public TitlePosition? Fill(List<TitleHit> hits)
    {
        if (IsByTier)
        {
            for (var tier = MatchTier.Exact; tier <= MatchTier.Substring && !_top.IsFull; tier++) OfferTier(tier);
            if (!_top.IsFull) OfferSimilar();
        }
        else
        {
            for (var chunk = 0; chunk < _run.Chunks; chunk++) Offer(chunk, 0, _run.Passing(chunk), default);
        }

        var page = _top.InOrder();
        foreach (var found in page) hits.Add(new TitleHit(found.Ordinal, TierOf(found.Ordinal)));
        if (!_top.IsFull) return null;
        var last = page[^1];
        var name = _search.Titles.SegmentOf(last.Ordinal)!.SortNameOf(last.Ordinal & Bits.Mask);
        return new TitlePosition(last.Tier, last.Weight, Encoding.UTF8.GetString(name), last.Ordinal);
    }

    private void OfferTier(MatchTier tier)
    {
        if (_request.After is { } after && after.Tier > RankOf(tier, 0)) return;
        for (var chunk = 0; chunk < _run.Chunks; chunk++)
        {
            var sets = _run[chunk];
            var titles = _run.Scratch.One;
            sets[tier].CopyTo(titles);
            Bits.And(titles, _run.Passing(chunk));
            Offer(chunk, RankOf(tier, 0), titles, tier == MatchTier.Exact ? default : sets[tier - 1]);
        }
    }

    private void Offer(int chunk, int rank, ReadOnlySpan<ulong> titles, ReadOnlySpan<ulong> better)
    {
        var first = chunk << Bits.Shift;
        var popularity = _search.Source.Popularity(chunk);
        var published = _search.Source.PublishedAt(chunk);
        for (var i = 0; i < titles.Length; i++)
        {
            for (var rest = better.IsEmpty ? titles[i] : titles[i] & ~better[i]; rest != 0; rest &= rest - 1)
            {
                var local = i << 6 | BitOperations.TrailingZeroCount(rest);
                _top.Offer(rank, WeightOf(local, popularity, published), first + local);
            }
        }
    }

    private void OfferSimilar()
    {
        foreach (var (ordinal, score) in _run.Scratch.Similar)
        {
            var (chunk, local) = (ordinal >> Bits.Shift, ordinal & Bits.Mask);
            if (!Bits.Has(_run.Passing(chunk), local)) continue;
            var weight = WeightOf(local, _search.Source.Popularity(chunk), _search.Source.PublishedAt(chunk));
            _top.Offer(RankOf(MatchTier.Similar, score), weight, ordinal);
        }
    }

    private long WeightOf(int local, ReadOnlySpan<float> popularity, ReadOnlySpan<long> published) => _request.Sort switch
    {
        TitleSort.Name => 0,
        // Not the negative: an unknown time is the least number there is, and has none.
        TitleSort.Newest => local < published.Length ? ~published[local] : -1,
        _ => local < popularity.Length ? -Ascending(popularity[local]) : 0,
    };

    private MatchTier TierOf(int ordinal)
    {
        var sets = _run[ordinal >> Bits.Shift];
        var tier = MatchTier.Exact;
        while (!Bits.Has(sets[tier], ordinal & Bits.Mask)) tier++;
        return tier;
    }

    private static int RankOf(MatchTier tier, int score) => (int)tier * 1001 + (tier == MatchTier.Similar ? 1000 - score : 0);

    /// <summary>A number that grows with the popularity; what is no number counts as none.</summary>
    private static long Ascending(float value)
    {
        if (float.IsNaN(value)) return 0;
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits ^ bits >> 31 & int.MaxValue;
    }
}
