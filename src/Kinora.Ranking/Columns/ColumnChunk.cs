namespace Kinora.Ranking.Columns;

/// <summary>
/// 65,536 neighbouring ordinals as a structure of arrays; the last chunk of a catalogue is shorter. Immutable: the arrays may be shared
/// with whoever made them and are never written again. A hole has no flags.
/// </summary>
internal sealed partial class ColumnChunk
{
    public const int Shift = 16;
    public const int Size = 1 << Shift;
    public const int Mask = Size - 1;

    /// <summary>A publish time that nobody knows.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>The age of a title that nobody rated.</summary>
    public const byte UnknownAge = 18;

    private Vectors? _vectors;

    /// <summary>Ordinals that it covers, holes included.</summary>
    public required int Count { get; init; }

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

    /// <summary>Null where no title of the chunk belongs to anybody.</summary>
    public int[]? Owners { get; init; }

    /// <summary>Null where no title of the chunk has a mood.</summary>
    public ulong[]? Moods { get; init; }

    public required PackedLists Genres { get; init; }

    /// <summary>Sorted, without doubles.</summary>
    public required PackedLists Features { get; init; }

    /// <summary>Null while no title of the chunk has an embedding.</summary>
    public Vectors? Vectors => _vectors;

    /// <summary>The same titles with these embeddings; what was worked out from the rest stays with both.</summary>
    public ColumnChunk With(Vectors? vectors)
    {
        lock (_deriving)
        {
            var copy = (ColumnChunk)MemberwiseClone();
            copy._vectors = vectors;
            return copy;
        }
    }

    public int OwnerOf(int local) => Owners is null ? -1 : Owners[local];

    /// <summary>Publish time, else 1 January of the year, else <see cref="Unknown"/> (ranking.md, Score, F).</summary>
    public long DatedAt(int local)
    {
        if (PublishedAt[local] != Unknown)
            return PublishedAt[local];
        var year = Years[local];
        return year is > 0 and < 10_000 ? new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() : Unknown;
    }
}
