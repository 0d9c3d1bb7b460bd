namespace Kinora.Ranking.Profiles;

/// <summary>
/// Everything that happened to one title for one profile in one feed session or play session (gap 30 min): one sample per rate, as of its
/// latest events (ranking.md, Signals into numbers).
/// </summary>
internal sealed record Viewing
{
    public required int Title { get; init; }

    public required long FirstAt { get; init; }

    public required long LastAt { get; init; }

    /// <summary>Union of what was watched over the duration; null where the duration is unknown or nothing was told.</summary>
    public double? Ratio { get; init; }

    public bool Completed { get; init; }

    public bool Liked { get; init; }

    public bool Disliked { get; init; }

    public bool Shared { get; init; }

    public bool Commented { get; init; }

    public bool Skipped { get; init; }

    /// <summary>Its page was opened, or it was queued: a weak sign.</summary>
    public bool Weak { get; init; }

    public Device Device { get; init; }

    public long DurationMs { get; init; }

    public long LastPositionMs { get; init; } = -1;

    /// <summary>A long view, completed or liked (ranking.md, Score).</summary>
    public bool IsGood => Completed || Liked || Ratio >= LongView;

    /// <summary>From this ratio on a view is a long one.</summary>
    public const double LongView = 0.5;
}

/// <summary>One event of a viewing.</summary>
internal sealed record ViewingEvent(
    long At, Guid EventId, FactKind Kind, Guid Session, long PositionMs, long DurationMs, IReadOnlyList<Interval> Watched, Device Device)
{
    /// <summary>By (time, event id).</summary>
    public static IComparer<ViewingEvent> Order { get; } =
        Comparer<ViewingEvent>.Create((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.EventId.CompareTo(b.EventId));
}
