namespace Kinora.Catalog.Search;

/// <summary>How well a title answers the words of a query, best first. A title stands in the best tier that it reaches.</summary>
internal enum MatchTier
{
    /// <summary>The whole name is the query.</summary>
    Exact,

    /// <summary>The name begins with the query.</summary>
    Prefix,

    /// <summary>Every word of the query is a word of the name, in any order.</summary>
    Word,

    /// <summary>Every word of the query begins a word of the name: what is still being typed.</summary>
    WordPrefix,

    /// <summary>The query stands somewhere in the name. Without a query, every title.</summary>
    Substring,

    /// <summary>The name resembles the query: words a few edits away, or half of the query's grams.</summary>
    Similar,
}
