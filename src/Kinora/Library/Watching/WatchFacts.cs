namespace Kinora.Library.Watching;

/// <summary>What the events of one title say together.</summary>
internal sealed record WatchFacts
{
    public static WatchFacts None { get; } = new();

    /// <summary>The place in the order of events up to which they are folded in.</summary>
    public long LastAt { get; init; } = long.MinValue;

    public string LastId { get; init; } = "";

    /// <summary>Since when it was really watched; null where it never was.</summary>
    public long? BegunAt { get; init; }

    /// <summary>The end of the last play that was more than a look.</summary>
    public long? WatchedAt { get; init; }

    /// <summary>Where it was left, by the last event that tells.</summary>
    public long? PositionMs { get; init; }

    /// <summary>The length that the position was measured against; 0 = unknown.</summary>
    public long DurationMs { get; init; }

    public double Progress { get; init; }

    /// <summary>When that was.</summary>
    public long ProgressAt { get; init; } = long.MinValue;

    /// <summary>The first time since the person last said something that it came to their threshold.</summary>
    public long? CompletedAt { get; init; }

    public long WatchedMs { get; init; }

    /// <summary>Plays that were more than a look.</summary>
    public int Plays { get; init; }

    /// <summary>One event further. <paramref name="before"/> is the play as it was, null where the event begins one.</summary>
    /// <param name="since">Completions up to then do not count: the person has said that it is unwatched.</param>
    public WatchFacts With(WatchEvent next, Play? before, Play play, double threshold, long since)
    {
        var reached = next.Reached;
        var tells = reached is not null || next.PositionMs is not null;
        return this with
        {
            LastAt = next.At,
            LastId = next.Id,
            BegunAt = BegunAt ?? (play.Begun ? play.StartedAt : null),
            WatchedAt = play.Begun ? next.At : WatchedAt,
            PositionMs = tells ? next.PositionMs : PositionMs,
            DurationMs = tells ? next.DurationMs : DurationMs,
            Progress = tells ? reached ?? 0 : Progress,
            ProgressAt = tells ? next.At : ProgressAt,
            CompletedAt = CompletedAt ?? (next.At > since && reached >= threshold ? next.At : null),
            WatchedMs = WatchedMs + play.WatchedMs - (before?.WatchedMs ?? 0),
            Plays = Plays + (play.Begun && before?.Begun != true ? 1 : 0),
        };
    }
}
