using System.Collections.Frozen;
using Kinora.Catalog.Titles;
using Kinora.Platform;

namespace Kinora.Catalog.Import;

/// <summary>Which column is which member: by the person's map, by the member's own name, by the headers that known lists use.</summary>
internal static class CsvHeader
{
    /// <summary>Headers of widespread lists. <c>provider.genres</c>: labels of the provider, kept as categories and turned into genres.</summary>
    private static readonly FrozenDictionary<string, CsvColumn> Known = new CsvColumn[]
    {
        new("show_id", "external_id"), new("type", "kind"), new("name", "title"), new("release_year", "year"), new("rating", "maturity"),
        new("duration", "duration_ms"), new("runtime", "duration_ms"), new("listed_in", "provider.genres", Commas: true),
        new("genre", "provider.genres", Commas: true), new("description", "synopsis"), new("director", "creator", First: true),
        new("date_added", "published_at"), new("original_name", "original_title"), new("license", "licence"), new("tag", "tags", Commas: true),
        new("category", "categories", Commas: true), new("mood", "moods", Commas: true), new("theme", "themes", Commas: true),
    }.ToFrozenDictionary(column => column.Header, StringComparer.OrdinalIgnoreCase);

    public static CsvColumn[] Read(List<string> cells, IReadOnlyDictionary<string, string> map, long line)
    {
        var headers = cells.ConvertAll(cell => cell.Trim());
        foreach (var (member, column) in map)
        {
            if (!IsMember(member))
                throw new MalformedFile(line, 1, $"the map names '{member}', which is no member of a title.");
            if (!headers.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw new MalformedFile(line, 1, $"the map names the column '{column}', which the header does not have.");
        }

        var mapped = map.ToLookup(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
        var columns = headers.ConvertAll(header => mapped[header].FirstOrDefault() is { } member
            ? new CsvColumn(header, member, Commas: true)
            : IsMember(header.ToLowerInvariant()) ? new CsvColumn(header, header.ToLowerInvariant())
            : Known.GetValueOrDefault(header) ?? new CsvColumn(header, null));
        if (columns.Where(column => column.Member is not null).GroupBy(column => column.Member).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new MalformedFile(line, 1, $"two columns are '{twice.Key}': {string.Join(", ", twice.Select(column => column.Header))}.");
        foreach (var needed in (ReadOnlySpan<string>)["title", "kind"])
        {
            if (!columns.Exists(column => column.Member == needed))
                throw new MalformedFile(line, 1, $"no column is the '{needed}': name it so in the header, or map it.");
        }

        if (!columns.Exists(column => column.Member is "id" or "external_id"))
            throw new MalformedFile(line, 1, "no column is the 'id' or the 'external_id': name it so in the header, or map it.");
        return [.. columns];
    }

    /// <summary>Tracks have no place in a cell: such a column is one that no title has.</summary>
    private static bool IsMember(string name) => name is not ("subtitles" or "playback.subtitles") && new TitleDraft().Set(name, default(Probe), new Faults());

    /// <summary>Null of every type: only asks whether there is such a member.</summary>
    private readonly struct Probe : IMemberValue
    {
        public bool TryText(out string? text) => (text = null) is null;

        public bool TryNumber(out long? number) => (number = null) is null;

        public bool TryFlag(out bool? flag) => (flag = null) is null;

        public bool TryList(out IReadOnlyList<string>? list) => (list = null) is null;

        public bool TryTracks(out IReadOnlyList<SubtitleDraft>? tracks) => (tracks = null) is null;
    }
}
