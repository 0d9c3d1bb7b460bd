using Kinora.Catalog.Snapshots;
using Kinora.Ranking;

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

    public CatalogueSnapshot(long version, DateTimeOffset builtAt, CatalogueChunk[] chunks, IdTable ids, Vocabularies words, Creators creators)
    {
        (Version, BuiltAt, _chunks, _ids, Words, Creators) = (version, builtAt, chunks, ids, words, creators);
        Count = chunks.Length == 0 ? 0 : ((chunks.Length - 1) << CatalogueChunk.Shift) + chunks[^1].Count;
        Titles = chunks.Sum(chunk => chunk.Titles);
    }

    /// <summary>The published sequence number up to which it holds everything.</summary>
    public long Version { get; }

    public DateTimeOffset BuiltAt { get; }

    /// <summary>All ordinals are below this.</summary>
    public int Count { get; }

    /// <summary>Titles that are there and not removed.</summary>
    public int Titles { get; }

    /// <summary>Genres, categories, tags, moods, themes and languages by number.</summary>
    public Vocabularies Words { get; }

    public Creators Creators { get; }

    /// <summary>The ordinal of a title that this snapshot has or had; a removed one has its ordinal still.</summary>
    public bool TryOrdinal(string id, out int ordinal) => _ids.TryFind(id, this, out ordinal);

    /// <summary>Whether the ordinal is in range and no hole. A removed title is there, see <see cref="VisibilityOf"/>.</summary>
    public bool Has(int ordinal) => (uint)ordinal < (uint)Count && Chunk(ordinal).Revisions[Local(ordinal)] != 0;

    public string IdOf(int ordinal) => Chunk(ordinal).Ids[Local(ordinal)];

    public ReadOnlySpan<byte> IdUtf8(int ordinal) => Chunk(ordinal).Ids.Utf8(Local(ordinal));

    public string NameOf(int ordinal) => Chunk(ordinal).Names[Local(ordinal)];

    public TitleKind KindOf(int ordinal) => Chunk(ordinal).Kinds[Local(ordinal)];

    public Visibility VisibilityOf(int ordinal) => Chunk(ordinal).VisibilityOf(Local(ordinal));

    /// <summary>The version of the title that this snapshot holds; 0 for a hole.</summary>
    public long RevisionOf(int ordinal) => Chunk(ordinal).Revisions[Local(ordinal)];

    /// <summary>−1 for a title without creator.</summary>
    public int CreatorOf(int ordinal) => Chunk(ordinal).Creators[Local(ordinal)];

    /// <summary>The series of a season or an episode; −1 where none, or where the catalogue does not have it.</summary>
    public int SeriesOf(int ordinal) => Chunk(ordinal).Series[Local(ordinal)];

    public int SeasonOf(int ordinal) => Chunk(ordinal).Seasons[Local(ordinal)];

    public int EpisodeOf(int ordinal) => Chunk(ordinal).Episodes[Local(ordinal)];

    /// <summary>Unix ms; null = unknown.</summary>
    public long? PublishedAt(int ordinal) => Chunk(ordinal).PublishedAt[Local(ordinal)] is var at and not CatalogueChunk.Unknown ? at : null;

    public int YearOf(int ordinal) => Chunk(ordinal).Years[Local(ordinal)];

    public ReadOnlySpan<int> GenresOf(int ordinal) => Chunk(ordinal).Genres[Local(ordinal)];

    public ReadOnlySpan<int> CategoriesOf(int ordinal) => Chunk(ordinal).Categories[Local(ordinal)];

    public ReadOnlySpan<int> TagsOf(int ordinal) => Chunk(ordinal).Tags[Local(ordinal)];

    public ReadOnlySpan<int> MoodsOf(int ordinal) => Chunk(ordinal).Moods[Local(ordinal)];

    public ReadOnlySpan<int> ThemesOf(int ordinal) => Chunk(ordinal).Themes[Local(ordinal)];

    /// <summary>Editorial: candidates of the rail Featured.</summary>
    public bool IsFeatured(int ordinal) => Chunk(ordinal).Has(Local(ordinal), TitleFlags.Featured);

    /// <summary>Visible and in no upload or transcoding state.</summary>
    public bool IsAvailable(int ordinal) => Chunk(ordinal).Has(Local(ordinal), TitleFlags.Available);

    public TitleCard Card(int ordinal)
    {
        var (chunk, at) = (Chunk(ordinal), Local(ordinal));
        var creator = chunk.Creators[at];
        return new TitleCard
        {
            Ordinal = ordinal,
            Id = chunk.Ids[at],
            Kind = chunk.Kinds[at],
            Name = chunk.Names[at],
            Year = chunk.Years[at],
            DurationMs = chunk.Durations[at],
            CreatorId = creator < 0 ? null : Creators.IdOf(creator),
            CreatorName = creator < 0 ? null : Creators.NameOf(creator),
            Genres = Words.Genres.Of(chunk.Genres[at]),
            Age = chunk.Ages[at],
            SeriesOrdinal = chunk.Series[at],
            Season = chunk.Seasons[at],
            Episode = chunk.Episodes[at],
            Visibility = chunk.VisibilityOf(at),
            Available = chunk.Has(at, TitleFlags.Available),
            HasArtwork = chunk.Has(at, TitleFlags.Artwork),
            HasMedia = chunk.Has(at, TitleFlags.Media),
            HasPage = chunk.Has(at, TitleFlags.Page),
        };
    }

    public IReadOnlyList<CatalogueChunk> Chunks => _chunks;

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
}
