using Kinora.Catalog.Search;
using Kinora.Catalog.Snapshots;
using Kinora.Ranking;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Contracts;

/// <summary>
/// The frozen catalogue that one request reads, from its beginning to its end. Immutable; unchanged chunks are shared with the snapshots
/// before and after it. A title is known by its ordinal, which is for life and never leaves the process: outside it is
/// <c>provider:external_id</c>. Ordinals run from 0 to <see cref="Count"/> − 1 and have holes (<see cref="Has"/>).
/// </summary>
internal sealed class CatalogueSnapshot
{
    private readonly CatalogueChunk[] _chunks;
    private readonly IdTable _ids;

    public CatalogueSnapshot(
        long version, DateTimeOffset builtAt, CatalogueChunk[] chunks, CatalogueColumns columns, IdTable ids, Vocabularies words, Creators creators,
        TitleSearch search)
    {
        (Version, BuiltAt, _chunks, Columns, _ids, Words, Creators, Search) = (version, builtAt, chunks, columns, ids, words, creators, search);
        Titles = chunks.Sum(chunk => chunk.Titles);
    }

    /// <summary>The published sequence number up to which it holds everything.</summary>
    public long Version { get; }

    public DateTimeOffset BuiltAt { get; }

    /// <summary>All ordinals are below this.</summary>
    public int Count => Columns.Count;

    /// <summary>Titles that are there and not removed.</summary>
    public int Titles { get; }

    /// <summary>What the engine reads.</summary>
    public CatalogueColumns Columns { get; }

    /// <summary>Names, facets and columns for the title search.</summary>
    public TitleSearch Search { get; }

    /// <summary>Genres, categories, tags, moods, themes and languages by number.</summary>
    public Vocabularies Words { get; }

    public Creators Creators { get; }

    /// <summary>The ordinal of a title that this snapshot has or had; a removed one has its ordinal still.</summary>
    public bool TryOrdinal(string? id, out int ordinal) => _ids.TryFind(id, this, out ordinal);

    /// <summary>Whether the ordinal is in range and no hole. A removed title is there, see <see cref="VisibilityOf"/>.</summary>
    public bool Has(int ordinal) => Columns.InRange(ordinal) && Chunk(ordinal).Revisions[Local(ordinal)] != 0;

    public string IdOf(int ordinal) => Chunk(ordinal).Ids[Local(ordinal)];

    public ReadOnlySpan<byte> IdUtf8(int ordinal) => Chunk(ordinal).Ids.Utf8(Local(ordinal));

    public string NameOf(int ordinal) => Chunk(ordinal).Names[Local(ordinal)];

    public TitleKind KindOf(int ordinal) => Columns.KindOf(ordinal);

    public Visibility VisibilityOf(int ordinal) => Columns.FlagsOf(ordinal) switch
    {
        var flags when (flags & TitleFlags.Removed) != TitleFlags.None => Visibility.Removed,
        var flags when (flags & TitleFlags.ShadowBan) != TitleFlags.None => Visibility.ShadowBan,
        _ => Visibility.Public,
    };

    /// <summary>Whether it is there and this user may find it: public, or one's own and not removed. Null: a stranger.</summary>
    public bool MayFind(int ordinal, string? userId) => Has(ordinal) && VisibilityOf(ordinal) switch
    {
        Visibility.Public => true,
        Visibility.ShadowBan => userId is not null && Words.Owners.TryNumber(userId, out var owner) && Columns.OwnerOf(ordinal) == owner,
        Visibility.Removed => false,
    };

    /// <summary>The version of the title that this snapshot holds; 0 for a hole.</summary>
    public long RevisionOf(int ordinal) => Chunk(ordinal).Revisions[Local(ordinal)];

    /// <summary>−1 for a title without creator.</summary>
    public int CreatorOf(int ordinal) => Columns.CreatorOf(ordinal);

    /// <summary>The series of a season or an episode; −1 where none, or where the catalogue does not have it.</summary>
    public int SeriesOf(int ordinal) => Columns.SeriesOf(ordinal);

    /// <summary>Seasons, episodes and others that belong to a series, in no order.</summary>
    public IEnumerable<int> MembersOf(int series) => _chunks.SelectMany((chunk, i) => chunk.MembersOf(series).Select(at => (i << CatalogueChunk.Shift) | at));

    public int SeasonOf(int ordinal) => Columns.SeasonOf(ordinal);

    public int EpisodeOf(int ordinal) => Columns.EpisodeOf(ordinal);

    /// <summary>Unix ms; null = unknown.</summary>
    public long? PublishedAt(int ordinal) => Columns.PublishedAt(ordinal) is var at and not ColumnChunk.Unknown ? at : null;

    /// <summary>Milliseconds; 0 = unknown.</summary>
    public long DurationOf(int ordinal) => Math.Max(0, Columns.DurationOf(ordinal));

    /// <summary>0 = unknown.</summary>
    public int YearOf(int ordinal) => Columns.Chunk(ordinal).Years[Local(ordinal)];

    public ReadOnlySpan<int> GenresOf(int ordinal) => Columns.GenresOf(ordinal);

    public ReadOnlySpan<int> CategoriesOf(int ordinal) => Chunk(ordinal).Categories[Local(ordinal)];

    public ReadOnlySpan<int> TagsOf(int ordinal) => Chunk(ordinal).Tags[Local(ordinal)];

    public ReadOnlySpan<int> MoodsOf(int ordinal) => Chunk(ordinal).Moods[Local(ordinal)];

    public ReadOnlySpan<int> ThemesOf(int ordinal) => Chunk(ordinal).Themes[Local(ordinal)];

    /// <summary>Editorial: candidates of the rail Featured.</summary>
    public bool IsFeatured(int ordinal) => (Columns.FlagsOf(ordinal) & TitleFlags.Featured) != TitleFlags.None;

    /// <summary>Visible and in no upload or transcoding state.</summary>
    public bool IsAvailable(int ordinal) => (Columns.FlagsOf(ordinal) & TitleFlags.Ready) != TitleFlags.None;

    /// <summary>What it takes in memory, the search index included.</summary>
    public long Bytes => _chunks.Sum(chunk => chunk.Bytes) + _ids.Bytes + Search.Titles.Bytes + Search.Facets.Bytes;

    public TitleCard Card(int ordinal)
    {
        var (chunk, columns, at) = (Chunk(ordinal), Columns.Chunk(ordinal), Local(ordinal));
        var creator = columns.Creators[at];
        return new TitleCard
        {
            Ordinal = ordinal,
            Id = chunk.Ids[at],
            Kind = columns.Kinds[at],
            Name = chunk.Names[at],
            Year = columns.Years[at],
            DurationMs = columns.Durations[at],
            CreatorId = creator < 0 ? null : Creators.IdOf(creator),
            CreatorName = creator < 0 ? null : Creators.NameOf(creator),
            Genres = Words.Genres.Of(columns.Genres[at]),
            Age = columns.Ages[at],
            SeriesOrdinal = columns.Series[at],
            Season = columns.Seasons[at],
            Episode = columns.Episodes[at],
            Visibility = VisibilityOf(ordinal),
            Available = IsAvailable(ordinal),
            HasArtwork = chunk.Has(at, StoredFlags.Artwork),
            HasMedia = chunk.Has(at, StoredFlags.Media),
            HasPage = chunk.Has(at, StoredFlags.Page),
        };
    }

    public IReadOnlyList<CatalogueChunk> Chunks => _chunks;

    /// <summary>The same catalogue, found by another search index.</summary>
    public CatalogueSnapshot FoundBy(TitleSearch search) => new(Version, BuiltAt, _chunks, Columns, _ids, Words, Creators, search);

    /// <summary>The same catalogue with the columns of some chunks exchanged for others of the same titles.</summary>
    public CatalogueSnapshot With(IReadOnlyDictionary<int, ColumnChunk> columns)
    {
        var chunks = (CatalogueChunk[])_chunks.Clone();
        foreach (var (number, changed) in columns)
            chunks[number] = chunks[number].With(changed);
        return new(Version, BuiltAt, chunks, Columns.With(Columns.Version, columns), _ids, Words, Creators, Search);
    }

    private CatalogueChunk Chunk(int ordinal) => _chunks[ordinal >> CatalogueChunk.Shift];

    private static int Local(int ordinal) => ordinal & CatalogueChunk.Mask;
}

/// <summary>The words that titles are described with.</summary>
internal sealed class Vocabularies
{
    public Terms Genres { get; } = new();

    public Terms Categories { get; } = new();

    public Terms Tags { get; } = new();

    public Terms Moods { get; } = new();

    public Terms Themes { get; } = new();

    /// <summary>BCP 47, lower case.</summary>
    public Terms Languages { get; } = new();

    /// <summary>Users who own titles; the number is what the columns call an owner.</summary>
    public Terms Owners { get; } = new();

    /// <summary>The engine's topic of each genre.</summary>
    public TopicNumbers GenreTopics => field ??= new TopicNumbers(Genres);
}
