namespace Kinora.Library.Contracts;

/// <summary>How profiles stand to titles, for those who rank and show.</summary>
internal interface IWatchStates
{
    /// <summary>Those of these titles that the profile has a state of, by title id.</summary>
    Task<IReadOnlyDictionary<string, WatchMark>> OfAsync(string profileId, IReadOnlyCollection<string> titleIds, CancellationToken cancel);

    /// <summary>What was watched, or taken off Continue watching, since a time (Unix ms), the newest first; at most so many.</summary>
    Task<IReadOnlyList<WatchMark>> LatelyAsync(string profileId, long since, int most, CancellationToken cancel);
}

/// <summary>One state, in short.</summary>
internal sealed record WatchMark
{
    public required string TitleId { get; init; }

    public required WatchStatus Status { get; init; }

    /// <summary>0–1: where it was left.</summary>
    public required double Progress { get; init; }

    public long? PositionMs { get; init; }

    /// <summary>0 = unknown.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Unix ms; null where it never was watched.</summary>
    public long? WatchedAt { get; init; }

    public long? CompletedAt { get; init; }

    /// <summary>When it was taken off Continue watching.</summary>
    public long? DismissedAt { get; init; }
}
