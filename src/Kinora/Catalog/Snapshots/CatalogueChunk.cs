using Kinora.Catalog.Contracts;
using Kinora.Ranking;

namespace Kinora.Catalog.Snapshots;

[Flags]
internal enum TitleFlags : byte
{
    None = 0,
    ShadowBan = 1,
    Removed = 2,
    Available = 4,
    Featured = 8,
    Artwork = 16,
    Media = 32,
    Page = 64,
}

/// <summary>65,536 neighbouring ordinals as a structure of arrays; the last chunk of a catalogue is shorter.</summary>
internal sealed class CatalogueChunk
{
    public const int Shift = 16;
    public const int Size = 1 << Shift;
    public const int Mask = Size - 1;

    /// <summary>A publish time that nobody knows.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>Ordinals that it covers, holes included.</summary>
    public required int Count { get; init; }

    /// <summary>Titles that are there and not removed.</summary>
    public required int Titles { get; init; }

    /// <summary>0 = hole.</summary>
    public required long[] Revisions { get; init; }

    public required Texts Ids { get; init; }

    public required Texts Names { get; init; }

    public required TitleKind[] Kinds { get; init; }

    public required TitleFlags[] Flags { get; init; }

    public required byte[] Ages { get; init; }

    public required short[] Years { get; init; }

    public required long[] PublishedAt { get; init; }

    public required long[] Durations { get; init; }

    public required short[] Languages { get; init; }

    public required int[] Creators { get; init; }

    public required int[] Series { get; init; }

    public required ushort[] Seasons { get; init; }

    public required ushort[] Episodes { get; init; }

    public required Lists Genres { get; init; }

    public required Lists Categories { get; init; }

    public required Lists Tags { get; init; }

    public required Lists Moods { get; init; }

    public required Lists Themes { get; init; }

    public bool Has(int local, TitleFlags flag) => (Flags[local] & flag) != TitleFlags.None;

    public Visibility VisibilityOf(int local) =>
        Has(local, TitleFlags.Removed) ? Visibility.Removed : Has(local, TitleFlags.ShadowBan) ? Visibility.ShadowBan : Visibility.Public;
}
