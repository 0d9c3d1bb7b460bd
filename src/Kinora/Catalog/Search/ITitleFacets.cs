namespace Kinora.Catalog.Search;

/// <summary>What the search asks of a title beside its names, when its facets are indexed.</summary>
internal interface ITitleFacets
{
    /// <summary>The most values that one title can have in one facet; further ones are not found.</summary>
    const int MostValues = 64;

    /// <summary>Writes the values (small numbers from 0) of one title in one facet, and says how many they are: 0 where there is no such title.</summary>
    int Read(int ordinal, FilterPart facet, Span<int> values);
}
