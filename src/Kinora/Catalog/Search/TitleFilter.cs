namespace Kinora.Catalog.Search;

/// <summary>A narrowing of the catalogue: the values allowed in each facet that is asked for, and a range of durations.</summary>
internal sealed class TitleFilter
{
    public static readonly TitleFilter None = new();

    /// <summary>A facet that is named with no value finds nothing.</summary>
    public IReadOnlyDictionary<FilterPart, IReadOnlyCollection<int>> Values { get; init; } = new Dictionary<FilterPart, IReadOnlyCollection<int>>();

    public long? ShortestMs { get; init; }

    /// <summary>A title of unknown duration (0) is in no range.</summary>
    public long? LongestMs { get; init; }

    public FilterPart[] Parts => ShortestMs is null && LongestMs is null ? [.. Values.Keys.Order()] : [.. Values.Keys.Order(), FilterPart.Duration];

    /// <summary>Adds the titles among <paramref name="among"/> that fulfil one part to a set.</summary>
    public void AddTo(Span<ulong> set, FilterPart part, ReadOnlySpan<ulong> among, FacetChunk? facets, ReadOnlySpan<long> durations)
    {
        if (part == FilterPart.Duration)
        {
            AddDurations(set, among, durations);
            return;
        }

        foreach (var value in Values[part])
            if (value >= 0)
                facets?.AddTo(set, part, value);
    }

    private void AddDurations(Span<ulong> set, ReadOnlySpan<ulong> among, ReadOnlySpan<long> durations)
    {
        var (shortest, longest) = (Math.Max(ShortestMs ?? 1, 1), LongestMs ?? long.MaxValue);
        for (var i = 0; i < durations.Length; i++)
        {
            if (among[i >> 6] == 0)
            {
                i |= 63;
                continue;
            }

            if (durations[i] >= shortest && durations[i] <= longest) Bits.Set(set, i);
        }
    }
}
