namespace Kinora.Catalog.Search;

/// <summary>
/// What a search can be narrowed by. Values of one part are alternatives, parts are conditions. The parts up to
/// <see cref="Creator"/> are facets, which have values; those up to <see cref="Available"/> are counted.
/// </summary>
internal enum FilterPart
{
    Category,
    Genre,
    Mood,
    Theme,
    Kind,
    Language,

    /// <summary>0 or 1.</summary>
    Available,
    Creator,
    Duration,

    /// <summary>The words themselves.</summary>
    Query,
}
