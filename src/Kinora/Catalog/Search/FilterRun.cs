using System.Numerics;

namespace Kinora.Catalog.Search;

/// <summary>
/// A filter held against what was found, chunk by chunk, while the sets are at hand: what passes, how many would pass without each
/// part, and how many of these have each value of each facet.
/// </summary>
internal sealed class FilterRun
{
    private const int FewTitles = 1000;

    private readonly TitleSearch _search;
    private readonly MatchRun _run;
    private readonly TitleRequest _request;
    private readonly FilterPart[] _parts;
    private readonly int[] _without;
    private readonly ulong[] _sets;
    private readonly List<int>[] _counts;

    public FilterRun(TitleSearch search, MatchRun run, TitleRequest request)
    {
        (_search, _run, _request, _parts) = (search, run, request, request.Filter.Parts);
        _without = new int[_parts.Length];
        _sets = new ulong[_parts.Length * Bits.Length];
        _counts = [.. Enumerable.Range(0, FacetIndex.Counted).Select(_ => new List<int>())];
    }

    public int Total { get; private set; }

    public void Apply()
    {
        for (var chunk = 0; chunk < _run.Chunks; chunk++)
        {
            var passing = _run.Passing(chunk);
            _run[chunk].All.CopyTo(passing);
            Restrict(passing, _search.Source.Listed(chunk));
            if (Bits.Any(passing)) Apply(chunk, passing);
        }
    }

    public Dictionary<FilterPart, IReadOnlyList<ValueCount>> Counts()
    {
        var counts = new Dictionary<FilterPart, IReadOnlyList<ValueCount>>();
        if (!_request.WithFacets) return counts;
        for (var facet = 0; facet < _counts.Length; facet++)
        {
            counts[(FilterPart)facet] =
            [
                .. _counts[facet].Select((titles, value) => new ValueCount(value, titles)).Where(c => c.Titles > 0).OrderByDescending(c => c.Titles),
            ];
        }

        return counts;
    }

    public List<RelaxHint> Relax()
    {
        var hints = new List<RelaxHint>();
        for (var i = 0; i < _parts.Length; i++)
            if (_without[i] > 0)
                hints.Add(new RelaxHint(_parts[i], _without[i]));
        if (_parts.Length > 0 && _run.Query.Length > 0)
        {
            var browse = new TitleRequest { Filter = _request.Filter, Sort = TitleSort.Popular, Limit = 1 };
            if (_search.Find(browse).Total is > 0 and var titles) hints.Add(new RelaxHint(FilterPart.Query, titles));
        }

        return [.. hints.OrderByDescending(h => h.Titles)];
    }

    private void Apply(int chunk, Span<ulong> passing)
    {
        var facets = _search.Facets.ChunkAt(chunk);
        _sets.AsSpan().Clear();
        for (var i = 0; i < _parts.Length; i++) _request.Filter.AddTo(Part(i), _parts[i], passing, facets, _search.Source.DurationMs(chunk));
        var without = _run.Scratch.One;
        for (var left = 0; left < _parts.Length; left++)
        {
            passing.CopyTo(without);
            for (var i = 0; i < _parts.Length; i++)
                if (i != left)
                    Bits.And(without, Part(i));
            _without[left] += Bits.Count(without);
            if (_request.WithFacets && (int)_parts[left] < FacetIndex.Counted) Count(without, chunk, _parts[left], facets);
        }

        for (var i = 0; i < _parts.Length; i++) Bits.And(passing, Part(i));
        var found = Bits.Count(passing);
        Total += found;
        if (!_request.WithFacets || found == 0) return;
        for (var facet = 0; facet < FacetIndex.Counted; facet++)
            if (!_request.Filter.Values.ContainsKey((FilterPart)facet))
                Count(passing, chunk, (FilterPart)facet, facets);
    }

    /// <summary>Few titles are asked one by one, many are counted by their facets' lists; the outcome is the same.</summary>
    private void Count(ReadOnlySpan<ulong> set, int chunk, FilterPart facet, FacetChunk? facets)
    {
        if (Bits.Count(set) > FewTitles)
        {
            facets?.Count(set, facet, _counts[(int)facet]);
            return;
        }

        Span<int> values = stackalloc int[ITitleFacets.MostValues];
        for (var i = 0; i < set.Length; i++)
        {
            for (var rest = set[i]; rest != 0; rest &= rest - 1)
            {
                var ordinal = chunk << Bits.Shift | i << 6 | BitOperations.TrailingZeroCount(rest);
                foreach (var value in values[.._search.Source.Read(ordinal, facet, values)]) FacetLists.Add(_counts[(int)facet], value, 1);
            }
        }
    }

    private Span<ulong> Part(int index) => _sets.AsSpan(index * Bits.Length, Bits.Length);

    /// <summary>A column may be shorter than its chunk.</summary>
    private static void Restrict(Span<ulong> set, ReadOnlySpan<ulong> listed)
    {
        for (var i = 0; i < listed.Length; i++) set[i] &= listed[i];
        set[listed.Length..].Clear();
    }
}
