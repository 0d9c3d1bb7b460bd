using Kinora.Catalog.Search;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Snapshots;

/// <summary>Makes a chunk from rows in any order, beginning with the chunk before: of several versions of a title the newest stays.</summary>
internal sealed class ChunkBuilder
{
    private readonly CatalogueChunk? _before;
    private readonly ColumnChunkBuilder _columns;
    private readonly TextsBuilder _ids;
    private readonly TextsBuilder _names;
    private readonly Dictionary<int, long> _seqs = [];
    private readonly long[] _revisions = new long[CatalogueChunk.Size];
    private readonly StoredFlags[] _flags = new StoredFlags[CatalogueChunk.Size];
    private readonly ulong[] _unrated = new ulong[CatalogueChunk.Size >> 6];
    private readonly Dictionary<int, int[]> _categories = [];
    private readonly Dictionary<int, int[]> _tags = [];
    private readonly Dictionary<int, int[]> _moods = [];
    private readonly Dictionary<int, int[]> _themes = [];
    private int _count;

    public ChunkBuilder(CatalogueChunk? before)
    {
        _before = before;
        _columns = new ColumnChunkBuilder(before?.Columns);
        (_ids, _names) = (new TextsBuilder(before?.Ids), new TextsBuilder(before?.Names));
        _count = before?.Count ?? 0;
        before?.Revisions.CopyTo(_revisions, 0);
        before?.Flags.CopyTo(_flags, 0);
        before?.Unrated.CopyTo(_unrated, 0);
    }

    /// <summary>Names that changed, for the search index.</summary>
    public Dictionary<int, TitleName?> Renamed { get; } = [];

    /// <summary>Series that rows name, by ordinal: resolved when all ids are known.</summary>
    public Dictionary<int, string> SeriesIds { get; } = [];

    /// <summary>Ordinals that were holes before.</summary>
    public IEnumerable<int> New => _seqs.Keys.Where(ordinal => _before is null || Local(ordinal) >= _before.Count || _before.Revisions[Local(ordinal)] == 0);

    public IEnumerable<int> Changed => _seqs.Keys;

    public IEnumerable<string> NewIds => New.Select(ordinal => _ids.Of(Local(ordinal)));

    /// <summary>Takes a row that was published with that sequence number.</summary>
    public void Put(in LoadedTitle title, long seq, WordBook words)
    {
        if (_seqs.TryGetValue(title.Ordinal, out var known) && known > seq)
            return;
        _seqs[title.Ordinal] = seq;
        var at = Local(title.Ordinal);
        _count = Math.Max(_count, at + 1);
        (_revisions[at], _flags[at]) = (title.Revision, title.Flags);
        _unrated[at >> 6] = title.Unrated ? _unrated[at >> 6] | (1ul << (at & 63)) : _unrated[at >> 6] & ~(1ul << (at & 63));
        _ids.Set(at, title.Id);
        _names.Set(at, title.Name);
        var (genres, tags, moods, themes) =
            (words.Genres.Of(title.Genres), words.Tags.Of(title.Tags), words.Moods.Of(title.Moods), words.Themes.Of(title.Themes));
        _categories[at] = words.Categories.Of(title.Categories);
        _tags[at] = tags;
        _moods[at] = moods;
        _themes[at] = themes;
        _columns.Set(title.Ordinal, new TitleRow
        {
            Kind = title.Kind,
            Flags = FlagsOf(title.Flags),
            Age = title.Age,
            Year = title.Year,
            PublishedAt = title.PublishedAt ?? ColumnChunk.Unknown,
            DurationMs = title.DurationMs,
            Language = title.Language is null ? (short)-1 : words.Language(title.Language),
            Creator = title.Creator,
            Owner = title.OwnerId is null ? -1 : words.Owner(title.OwnerId),
            Season = title.Season,
            Episode = title.Episode,
            Moods = WordLists.Bits(moods),
            Genres = genres,
            Features = words.Features(title, genres, tags, themes),
        });
        Renamed[title.Ordinal] = (title.Flags & StoredFlags.Removed) != StoredFlags.None ? null : title.SearchName;
        if (title.SeriesId is null)
            SeriesIds.Remove(title.Ordinal);
        else
            SeriesIds[title.Ordinal] = title.SeriesId;
    }

    public CatalogueChunk Build()
    {
        var listed = new ulong[(_count + 63) >> 6];
        var titles = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_revisions[i] == 0 || (_flags[i] & StoredFlags.Removed) != StoredFlags.None)
                continue;
            titles++;
            if ((_flags[i] & StoredFlags.ShadowBan) == StoredFlags.None)
                listed[i >> 6] |= 1ul << (i & 63);
        }

        return new CatalogueChunk
        {
            Columns = _columns.Build(),
            Titles = titles,
            Revisions = _revisions[.._count],
            Ids = _ids.Build(_count),
            Names = _names.Build(_count),
            Flags = _flags[.._count],
            Categories = (_before?.Categories ?? PackedLists.Empty).With(_categories, _count),
            Tags = (_before?.Tags ?? PackedLists.Empty).With(_tags, _count),
            Moods = (_before?.Moods ?? PackedLists.Empty).With(_moods, _count),
            Themes = (_before?.Themes ?? PackedLists.Empty).With(_themes, _count),
            Listed = listed,
            Unrated = _unrated[..listed.Length],
        };
    }

    private static TitleFlags FlagsOf(StoredFlags stored)
    {
        if ((stored & StoredFlags.Removed) != StoredFlags.None)
            return TitleFlags.Removed;
        var flags = (stored & StoredFlags.ShadowBan) != StoredFlags.None ? TitleFlags.ShadowBan : TitleFlags.Public;
        if ((stored & StoredFlags.Available) != StoredFlags.None)
            flags |= TitleFlags.Ready;
        return (stored & StoredFlags.Featured) != StoredFlags.None ? flags | TitleFlags.Featured : flags;
    }

    private static int Local(int ordinal) => ordinal & CatalogueChunk.Mask;
}
