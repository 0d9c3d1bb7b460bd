using System.Runtime.InteropServices;

namespace Kinora.Catalog.Search;

/// <summary>An answer: one page of titles in order, and what is true of all that were found.</summary>
internal sealed class TitleResults
{
    public required IReadOnlyList<TitleHit> Hits { get; init; }

    /// <summary>How many titles were found, exactly.</summary>
    public required int Total { get; init; }

    /// <summary>The position of the last title of the page, or null where no more follow.</summary>
    public TitlePosition? Next { get; init; }

    /// <summary>
    /// For each counted facet its values with the number of titles that have it, most first. A facet that the filter names is counted
    /// without its own part, so that it shows what choosing another value would find.
    /// </summary>
    public IReadOnlyDictionary<FilterPart, IReadOnlyList<ValueCount>> Facets { get; init; } = new Dictionary<FilterPart, IReadOnlyList<ValueCount>>();

    /// <summary>Where nothing was found: what leaving out one part of the question would find, most first; only what finds something.</summary>
    public IReadOnlyList<RelaxHint> Relax { get; init; } = [];

    /// <summary>The query with its unknown words corrected, where the words as typed find little and these find something.</summary>
    public string? DidYouMean { get; init; }
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct TitleHit(int Ordinal, MatchTier Tier);

[StructLayout(LayoutKind.Auto)]
internal readonly record struct ValueCount(int Value, int Titles);

[StructLayout(LayoutKind.Auto)]
internal readonly record struct RelaxHint(FilterPart Part, int Titles);
