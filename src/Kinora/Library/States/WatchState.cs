using Kinora.Library.Contracts;
using Kinora.Library.Watching;

namespace Kinora.Library.States;

/// <summary>How a profile stands to a title: what players reported, what the person entered and said, and what follows from these.</summary>
internal sealed record WatchState
{
    public required string TitleId { get; init; }

    /// <summary>The title's name when the catalogue last knew it; a state outlives its title.</summary>
    public required string Title { get; init; }

    public string? Creator { get; init; }

    /// <summary>0 = unknown.</summary>
    public long DurationMs { get; init; }

    /// <summary>Moves with every change.</summary>
    public long Version { get; init; }

    public WatchFacts Facts { get; init; } = WatchFacts.None;

    public Play? LastPlay { get; init; }

    /// <summary>What the person's own entries in the history say.</summary>
    public ManualPlays Manual { get; init; } = ManualPlays.None;

    public WatchMarks Marks { get; init; } = WatchMarks.None;

    /// <summary>What was known when the state came from another installation's files; events begin behind it. Null where it began here.</summary>
    public WatchFacts? Carried { get; init; }

    /// <summary>What events are folded by. What lies before that which was carried over is in it already.</summary>
    public WatchRules Rules(double threshold) => Marks.Rules(threshold) is var rules && Carried is { } carried
        ? rules with { ResetAt = Math.Max(rules.ResetAt, carried.LastAt) }
        : rules;

    /// <summary>A state comes into being by 10 s of play or by what the person says, never by a sight or a skip.</summary>
    public long? AddedAt => Earlier(Marks.CreatedAt, Earlier(Facts.BegunAt, Manual.FirstAt));

    public long? CompletedAt => Marks.Status switch
    {
        WatchStatus.Completed => Earlier(Facts.CompletedAt, Manual.CompletedAt) is { } seen && seen < Marks.StatusAt ? seen : Marks.StatusAt,
        WatchStatus.Unwatched or WatchStatus.Watching =>
            Earlier(Facts.CompletedAt, Manual.CompletedAt > Marks.StatusAt ? Manual.CompletedAt : null),
        _ => Earlier(Facts.CompletedAt, Manual.CompletedAt),
    };

    public WatchStatus Status => Marks.Status switch
    {
        WatchStatus.Skipped => WatchStatus.Skipped,
        WatchStatus.Completed => WatchStatus.Completed,
        _ when CompletedAt is not null => WatchStatus.Completed,
        WatchStatus.Watching => WatchStatus.Watching,
        WatchStatus.Unwatched => Facts.WatchedAt > Marks.StatusAt && Progress > 0 ? WatchStatus.Watching : WatchStatus.Unwatched,
        _ => Facts.BegunAt is not null || Progress > 0 ? WatchStatus.Watching : WatchStatus.Unwatched,
    };

    /// <summary>Where it is, 0–1: the last position, or what the person said since.</summary>
    public double Progress => Said is { } said ? said : Facts.Progress;

    public long? PositionMs => Said is { } said ? (DurationMs > 0 ? (long)(said * DurationMs) : null) : Facts.PositionMs;

    public long? WatchedAt => Later(Facts.WatchedAt, Manual.LastAt);

    public long WatchedMs => Facts.WatchedMs + Manual.WatchedMs;

    public int Plays => Facts.Plays + Manual.Plays;

    /// <summary>What the person said about the progress, unless a player told it later. Marked completed is at its end, unwatched at its start.</summary>
    private double? Said
    {
        get
        {
            var (share, at) = (Marks.Progress, Marks.ProgressAt ?? long.MinValue);
            if (Marks.StatusAt is { } marked && marked >= at && Marks.Status is WatchStatus.Completed or WatchStatus.Unwatched)
                (share, at) = (Marks.Status == WatchStatus.Completed ? 1 : 0, Marks.StatusAt!.Value);
            return share is not null && at >= Facts.ProgressAt ? share : null;
        }
    }

    public static long? Earlier(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);

    public static long? Later(long? one, long? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);
}

/// <summary>The sum of the entries that a person made in the history by hand.</summary>
internal sealed record ManualPlays(int Plays, long WatchedMs, long? FirstAt, long? LastAt, long? CompletedAt)
{
    public static ManualPlays None { get; } = new(0, 0, null, null, null);
}
