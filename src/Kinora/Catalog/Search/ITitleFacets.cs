namespace Kinora.Catalog.Search;

/// <summary>
/// What the search asks of titles beside their names: the values of their facets, and columns by chunks of 65,536 ordinals, which it
/// reads while it runs. A column may be shorter than its chunk: the titles beyond have 0. Answers must not change while a search runs.
/// </summary>
internal interface ITitleFacets
{
    /// <summary>The most values that one title can have in one facet; further ones are not found.</summary>
    const int MostValues = 64;

    /// <summary>Writes the values (small numbers from 0) of one title in one facet, and says how many they are: 0 where there is no such title.</summary>
    int Read(int ordinal, FilterPart facet, Span<int> values);

    /// <summary>The titles that may be found, as bits.</summary>
    ReadOnlySpan<ulong> Listed(int chunk);

    ReadOnlySpan<float> Popularity(int chunk);

    /// <summary>Greater is newer; <see cref="long.MinValue"/> = unknown.</summary>
    ReadOnlySpan<long> PublishedAt(int chunk);

    /// <summary>0 = unknown.</summary>
    ReadOnlySpan<long> DurationMs(int chunk);
}
