namespace Kinora.Signals.Contracts;

/// <summary>One fact about one profile, as it is kept. Times are Unix milliseconds.</summary>
internal sealed record Signal
{
    /// <summary>Made by the client; a profile's events with one id are one event.</summary>
    public required string EventId { get; init; }

    public required SignalKind Kind { get; init; }

    /// <summary>When it happened, by the client's clock.</summary>
    public required long At { get; init; }

    /// <summary>When it arrived; what is more than 30 days older is history only.</summary>
    public long ReceivedAt { get; init; }

    public string? TitleId { get; init; }

    /// <summary>The title's ordinal for life; null where there is no title.</summary>
    public int? Ordinal { get; init; }

    /// <summary><c>title:ID</c>, <c>creator:ID</c> or <c>topic:NAME</c>, for what is hidden or followed.</summary>
    public string? Target { get; init; }

    public string? FeedSession { get; init; }

    /// <summary>When the page of the feed left that this answers; bounds the time of the sight from below.</summary>
    public long? ServedAt { get; init; }

    public long? PositionMs { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>Watched intervals in media time, <c>[[from, to], …]</c>.</summary>
    public string? Watched { get; init; }

    public double? Value { get; init; }

    /// <summary>Words of the person, such as the reason of a report.</summary>
    public string? Note { get; init; }

    public string? Surface { get; init; }

    public string? Device { get; init; }

    /// <summary>The profile's version that recording it made, and its place therein.</summary>
    public long Version { get; init; }

    public int Number { get; init; }

    /// <summary>Too old to say anything about the present taste.</summary>
    public bool HistoryOnly => At < ReceivedAt - SignalTimes.HistoryAfterMs;
}
