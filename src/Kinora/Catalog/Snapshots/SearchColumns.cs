using Kinora.Catalog.Contracts;
using Kinora.Catalog.Search;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Snapshots;

/// <summary>A snapshot's chunks as the search reads them, and what is popular now.</summary>
internal sealed class SearchColumns(CatalogueChunk[] chunks, TitlePopularity popularity) : ITitleFacets
{
    public ReadOnlySpan<ulong> Listed(int chunk) => chunk < chunks.Length ? chunks[chunk].Listed : default;

    public ReadOnlySpan<float> Popularity(int chunk) => popularity.Chunks is var told && chunk < told.Length ? told[chunk] : default;

    public ReadOnlySpan<long> PublishedAt(int chunk) => chunk < chunks.Length ? chunks[chunk].Columns.PublishedAt : default;

    public ReadOnlySpan<long> DurationMs(int chunk) => chunk < chunks.Length ? chunks[chunk].Columns.Durations : default;

    public int Read(int ordinal, FilterPart facet, Span<int> values)
    {
        var (chunk, at) = (chunks[ordinal >> CatalogueChunk.Shift], ordinal & CatalogueChunk.Mask);
        var columns = chunk.Columns;
        if (at >= chunk.Revisions.Length || chunk.Revisions[at] == 0)
            return 0;
        return facet switch
        {
            FilterPart.Category => Copy(chunk.Categories[at], values),
            FilterPart.Genre => Copy(columns.Genres[at], values),
            FilterPart.Mood => Copy(chunk.Moods[at], values),
            FilterPart.Theme => Copy(chunk.Themes[at], values),
            FilterPart.Kind => One((int)columns.Kinds[at], values),
            FilterPart.Language => columns.Languages[at] < 0 ? 0 : One(columns.Languages[at], values),
            FilterPart.Available => One((columns.Flags[at] & TitleFlags.Ready) != TitleFlags.None ? 1 : 0, values),
            FilterPart.Creator => columns.Creators[at] < 0 ? 0 : One(columns.Creators[at], values),
            _ => 0,
        };
    }

    private static int Copy(ReadOnlySpan<int> from, Span<int> values)
    {
        var count = Math.Min(from.Length, values.Length);
        from[..count].CopyTo(values);
        return count;
    }

    private static int One(int value, Span<int> values)
    {
        values[0] = value;
        return 1;
    }
}
