namespace Kinora.Catalog.Search;

/// <summary>The order of an answer. Whatever it is, what is equal goes by name, and then by ordinal.</summary>
internal enum TitleSort
{
    /// <summary>By tier, then by popularity; among those that only resemble the query, the most similar first.</summary>
    Relevance,
    Popular,
    Newest,
    Name,
}
