namespace Kinora.Ranking.Profiles;

/// <summary>
/// One fact about one profile, as the engine takes it. Who calls has checked it (the API document): times are Unix ms, an event id is new to the
/// profile or the very same event again.
/// </summary>
internal sealed record SignalFact
{
    public required Guid EventId { get; init; }

    public required FactKind Kind { get; init; }

    /// <summary>When it happened, by the client's clock.</summary>
    public required long At { get; init; }

    public required long ReceivedAt { get; init; }

    /// <summary>The title's ordinal; −1 = none.</summary>
    public int Title { get; init; } = -1;

    /// <summary>For hide, unhide, follow and unfollow: a title's or creator's ordinal, or a topic's <see cref="Columns.Feature.Topic"/>.</summary>
    public int Target { get; init; } = -1;

    public FactTarget TargetKind { get; init; }

    /// <summary>The feed session that it happened in; empty = none.</summary>
    public Guid FeedSession { get; init; }

    /// <summary>When the serving that it answers left, where the caller knows it; the state knows it of live feed sessions.</summary>
    public long? ServedAt { get; init; }

    /// <summary>−1 = not told.</summary>
    public long PositionMs { get; init; } = -1;

    /// <summary>0 = unknown, or live.</summary>
    public long DurationMs { get; init; }

    /// <summary>Watched intervals in media time.</summary>
    public IReadOnlyList<Interval> Watched { get; init; } = [];

    public double? Value { get; init; }

    /// <summary>Whether it happened on the surface "feed".</summary>
    public bool OnFeed { get; init; }

    public Device Device { get; init; }
}

internal readonly record struct Interval(long From, long To);

internal enum FactTarget : byte
{
    Title,
    Creator,
    Topic,
}

internal enum Device : byte
{
    Unknown,
    Phone,
    Tablet,
    Desktop,
    Tv,
}

/// <summary>The vocabulary of signals, in the order of the API document. The numbers are stored.</summary>
internal enum FactKind : byte
{
    Served,
    Seen,
    View,
    Play,
    Progress,
    Complete,
    Skip,
    Like,
    Unlike,
    Dislike,
    Hide,
    Unhide,
    Queue,
    Unqueue,
    Share,
    Comment,
    Report,
    Follow,
    Unfollow,
    TuneIn,
    TuneOut,
    Dismiss,
}

internal static class FactKinds
{
    /// <summary>Older than this when it arrives: history only. 30 days.</summary>
    public const long HistoryAfterMs = 30L * 24 * 3_600_000;

    /// <summary>A title counts as seen after these; a card in a rail or an opened title page is not a sight (ranking.md, Seen).</summary>
    public static bool IsSight(this FactKind kind) => kind is FactKind.Seen or FactKind.Play or FactKind.Progress or FactKind.Complete
        or FactKind.Like or FactKind.Dislike or FactKind.Share or FactKind.Comment or FactKind.TuneIn or FactKind.Skip;

    /// <summary>Kinds that are kept with the title's viewings. A dismissal makes none: it says only what is no longer offered.</summary>
    public static bool IsViewing(this FactKind kind) => kind is FactKind.View or FactKind.Play or FactKind.Progress or FactKind.Complete
        or FactKind.Skip or FactKind.Like or FactKind.Unlike or FactKind.Dislike or FactKind.Queue or FactKind.Unqueue or FactKind.Share
        or FactKind.Comment or FactKind.TuneIn or FactKind.TuneOut or FactKind.Dismiss;
}
