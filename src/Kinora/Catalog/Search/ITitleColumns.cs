namespace Kinora.Catalog.Search;

/// <summary>
/// What the search reads of titles while it runs, by chunks of 65,536 ordinals. A column may be shorter than its chunk: the titles
/// beyond have 0. The answers must not change while a search runs.
/// </summary>
internal interface ITitleColumns
{
    /// <summary>The titles that may be found, as bits.</summary>
    ReadOnlySpan<ulong> Listed(int chunk);

    ReadOnlySpan<float> Popularity(int chunk);

    ReadOnlySpan<long> PublishedAt(int chunk);

    ReadOnlySpan<int> DurationMs(int chunk);
}
