namespace Kinora.Ranking.Columns;

/// <summary>What the engine needs to know about one title, as it is put into a chunk.</summary>
internal readonly ref struct TitleRow
{
    public TitleRow()
    {
    }

    public TitleKind Kind { get; init; }

    public TitleFlags Flags { get; init; } = TitleFlags.Public | TitleFlags.Ready;

    /// <summary>From which age on; 18 where nobody knows, so that a ceiling fails closed.</summary>
    public byte Age { get; init; } = ColumnChunk.UnknownAge;

    public short Year { get; init; }

    /// <summary>Unix ms, or <see cref="ColumnChunk.Unknown"/>.</summary>
    public long PublishedAt { get; init; } = ColumnChunk.Unknown;

    /// <summary>0 = unknown, or live.</summary>
    public long DurationMs { get; init; }

    /// <summary>The catalogue's number of the language; −1 = unknown.</summary>
    public short Language { get; init; } = -1;

    /// <summary>Ordinal for life; −1 = none.</summary>
    public int Creator { get; init; } = -1;

    /// <summary>Ordinal of the series of a season or an episode; −1 = none.</summary>
    public int Series { get; init; } = -1;

    /// <summary>A number that stands for the user whose title it is; −1 = nobody's.</summary>
    public int Owner { get; init; } = -1;

    public ushort Season { get; init; }

    public ushort Episode { get; init; }

    /// <summary>One bit a mood.</summary>
    public ulong Moods { get; init; }

    /// <summary>The catalogue's numbers of its genres.</summary>
    public ReadOnlySpan<int> Genres { get; init; }

    /// <summary>Topics of genres, tags and themes, and words, see <see cref="Feature"/>; in any order, doubles welcome. The creator is added.</summary>
    public ReadOnlySpan<int> Features { get; init; }
}

[Flags]
internal enum TitleFlags : byte
{
    None = 0,

    /// <summary>In no upload or transcoding state.</summary>
    Ready = 1,

    /// <summary>Visible to everybody.</summary>
    Public = 2,

    /// <summary>Out of feed, rails and search for all but its owner.</summary>
    ShadowBan = 4,

    /// <summary>Nowhere.</summary>
    Removed = 8,

    /// <summary>Editorial.</summary>
    Featured = 16,
}
