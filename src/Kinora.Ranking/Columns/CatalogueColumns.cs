namespace Kinora.Ranking.Columns;

/// <summary>
/// What the engine reads of one catalogue snapshot: chunks of 65,536 titles, found by ordinal. Immutable; unchanged chunks are shared with
/// the columns before. Ordinals of titles and of creators are for life.
/// </summary>
internal sealed partial class CatalogueColumns
{
    private readonly ColumnChunk[] _chunks;
    private readonly IReadOnlyList<int> _genreTopics;

    /// <summary>Columns over these chunks.</summary>
    /// <param name="version">Moves with every change.</param>
    /// <param name="chunks">By number; a missing one is an empty chunk.</param>
    /// <param name="genreTopics">By the catalogue's number of a genre: its <see cref="Feature.Topic"/>. May grow.</param>
    public CatalogueColumns(long version, IReadOnlyList<ColumnChunk> chunks, IReadOnlyList<int> genreTopics)
    {
        (Version, _chunks, _genreTopics) = (version, [.. chunks], genreTopics);
        Genres = Math.Max(genreTopics.Count, _chunks.Select(chunk => chunk.GenreNumbers).DefaultIfEmpty().Max());
        Count = _chunks.Length == 0 ? 0 : ((_chunks.Length - 1) << ColumnChunk.Shift) + _chunks[^1].Count;
    }

    public static CatalogueColumns Empty { get; } = new(0, [], []);

    public long Version { get; }

    /// <summary>All ordinals are below this.</summary>
    public int Count { get; }

    public IReadOnlyList<ColumnChunk> Chunks => _chunks;

    /// <summary>Genre numbers are below this.</summary>
    public int Genres { get; }

    public int TopicOfGenre(int genre) => genre < _genreTopics.Count ? _genreTopics[genre] : 0;

    /// <summary>These columns with some chunks replaced or added.</summary>
    public CatalogueColumns With(long version, IReadOnlyDictionary<int, ColumnChunk> changed)
    {
        var length = Math.Max(_chunks.Length, changed.Count == 0 ? 0 : changed.Keys.Max() + 1);
        var chunks = new ColumnChunk[length];
        for (var i = 0; i < length; i++)
            chunks[i] = changed.TryGetValue(i, out var chunk) ? chunk : i < _chunks.Length ? _chunks[i] : new ColumnChunkBuilder().Build();
        return new CatalogueColumns(version, chunks, _genreTopics);
    }

    /// <summary>Whether the ordinal is in range and no hole.</summary>
    public bool Has(int ordinal) => InRange(ordinal) && FlagsOf(ordinal) != TitleFlags.None;

    public TitleKind KindOf(int ordinal) => Chunk(ordinal).Kinds[Local(ordinal)];

    public TitleFlags FlagsOf(int ordinal) => Chunk(ordinal).Flags[Local(ordinal)];

    public byte AgeOf(int ordinal) => Chunk(ordinal).Ages[Local(ordinal)];

    public int CreatorOf(int ordinal) => Chunk(ordinal).Creators[Local(ordinal)];

    public int SeriesOf(int ordinal) => Chunk(ordinal).Series[Local(ordinal)];

    public int SeasonOf(int ordinal) => Chunk(ordinal).Seasons[Local(ordinal)];

    public int EpisodeOf(int ordinal) => Chunk(ordinal).Episodes[Local(ordinal)];

    public int OwnerOf(int ordinal) => Chunk(ordinal).OwnerOf(Local(ordinal));

    public int LanguageOf(int ordinal) => Chunk(ordinal).Languages[Local(ordinal)];

    public long DurationOf(int ordinal) => Chunk(ordinal).Durations[Local(ordinal)];

    public long PublishedAt(int ordinal) => Chunk(ordinal).PublishedAt[Local(ordinal)];

    public long DatedAt(int ordinal) => Chunk(ordinal).DatedAt(Local(ordinal));

    public ulong MoodsOf(int ordinal) => Chunk(ordinal).Moods?[Local(ordinal)] ?? 0;

    public ReadOnlySpan<int> GenresOf(int ordinal) => Chunk(ordinal).Genres[Local(ordinal)];

    public ReadOnlySpan<int> FeaturesOf(int ordinal) => Chunk(ordinal).Features[Local(ordinal)];

    /// <summary>Episodes count for their series (ranking.md, What the engine holds): the series where the catalogue has it, else the title.</summary>
    public int Subject(int ordinal) => SeriesOf(ordinal) is var series && series >= 0 && Has(series) ? series : ordinal;

    /// <summary>Genres by which a title counts: its series', where it has one with genres, else its own.</summary>
    public ReadOnlySpan<int> SubjectGenres(int ordinal)
    {
        var genres = GenresOf(Subject(ordinal));
        return genres.IsEmpty ? GenresOf(ordinal) : genres;
    }

    public bool InRange(int ordinal) => (uint)ordinal < (uint)Count && Local(ordinal) < Chunk(ordinal).Count;

    public ColumnChunk Chunk(int ordinal) => _chunks[ordinal >> ColumnChunk.Shift];

    public static int Local(int ordinal) => ordinal & ColumnChunk.Mask;
}
