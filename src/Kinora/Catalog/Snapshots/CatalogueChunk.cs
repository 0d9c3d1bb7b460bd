using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Snapshots;

/// <summary>What is stored about a title in one number.</summary>
[Flags]
internal enum StoredFlags : byte
{
    None = 0,
    ShadowBan = 1,
    Removed = 2,
    Available = 4,
    Featured = 8,
    Artwork = 16,
    Media = 32,
    Page = 64,
    Synopsis = 128,
}

/// <summary>65,536 neighbouring ordinals: what the engine reads of them, and what cards and search need beside that.</summary>
internal sealed class CatalogueChunk
{
    public const int Shift = ColumnChunk.Shift;
    public const int Size = ColumnChunk.Size;
    public const int Mask = ColumnChunk.Mask;

    private ColumnChunk _columns = null!;
    private Dictionary<int, int[]>? _members;

    public required ColumnChunk Columns
    {
        get => _columns;
        init => _columns = value;
    }

    /// <summary>Ordinals that it covers, holes included.</summary>
    public int Count => Columns.Count;

    /// <summary>Titles that are there and not removed.</summary>
    public required int Titles { get; init; }

    /// <summary>0 = hole.</summary>
    public required long[] Revisions { get; init; }

    public required Texts Ids { get; init; }

    public required Texts Names { get; init; }

    public required StoredFlags[] Flags { get; init; }

    public required PackedLists Categories { get; init; }

    public required PackedLists Tags { get; init; }

    public required PackedLists Moods { get; init; }

    public required PackedLists Themes { get; init; }

    /// <summary>One bit a title that is public.</summary>
    public required ulong[] Listed { get; init; }

    /// <summary>One bit a title without a rating of its own.</summary>
    public required ulong[] Unrated { get; init; }

    /// <summary>Places of the titles that belong to a series; worked out when first asked for.</summary>
    public IReadOnlyList<int> MembersOf(int series)
    {
        var members = LazyInitializer.EnsureInitialized(ref _members, () => Enumerable.Range(0, Count)
            .Where(at => Columns.Series[at] >= 0 && (Flags[at] & StoredFlags.Removed) == StoredFlags.None)
            .GroupBy(at => Columns.Series[at]).ToDictionary(group => group.Key, group => group.ToArray()));
        return members.GetValueOrDefault(series) ?? [];
    }

    /// <summary>The same titles with other columns.</summary>
    public CatalogueChunk With(ColumnChunk columns)
    {
        var copy = (CatalogueChunk)MemberwiseClone();
        copy._columns = columns;
        return copy;
    }

    public bool IsUnrated(int local) => (Unrated[local >> 6] & (1ul << (local & 63))) != 0;

    public bool Has(int local, StoredFlags flag) => (Flags[local] & flag) != StoredFlags.None;

    /// <summary>What it takes in memory.</summary>
    public long Bytes => Ids.Bytes + Names.Bytes + (Count * (8L + 1)) + (8L * (Listed.Length + Unrated.Length)) + ColumnBytes
        + Of(Categories) + Of(Tags) + Of(Moods) + Of(Themes);

    private long ColumnBytes => (Count * (1L + 1 + 1 + 2 + 8 + 8 + 2 + 4 + 4 + 2 + 2 + (Columns.Owners is null ? 0 : 4) + (Columns.Moods is null ? 0 : 8)))
        + Of(Columns.Genres) + Of(Columns.Features) + (Columns.Vectors?.Bytes ?? 0);

    private static long Of(PackedLists lists) => 4L * (lists.Count + 1 + lists.Values);
}
