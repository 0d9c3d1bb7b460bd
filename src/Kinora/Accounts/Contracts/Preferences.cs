namespace Kinora.Accounts.Contracts;

/// <summary>What a profile has chosen.</summary>
internal sealed record Preferences
{
    /// <summary>Genres of the catalogue's vocabulary; together with <see cref="GenresAvoided"/> at most 100, and in one of the two only.</summary>
    public IReadOnlyList<string> GenresLiked { get; init; } = [];

    public IReadOnlyList<string> GenresAvoided { get; init; } = [];

    /// <summary>A language tag such as <c>en</c>; null where any will do.</summary>
    public string? PreferredLanguage { get; init; }

    /// <summary>Highest age rating shown, 0–18; 18 shows everything.</summary>
    public int MaturityCeiling { get; init; } = 18;

    /// <summary>0.25–4.</summary>
    public double DefaultPlaybackSpeed { get; init; } = 1;

    /// <summary>Share of a title from which it counts as completed, 0.5–1.</summary>
    public double AutoMarkCompletedThreshold { get; init; } = 0.9;

    /// <summary>0–1440.</summary>
    public int DailyLearningGoalMinutes { get; init; } = 30;

    public IReadOnlyList<string> PriorityTopics { get; init; } = [];

    /// <summary>IANA name, such as <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    public bool NotificationsEnabled { get; init; } = true;

    /// <summary>Whether others' trends and models may read this profile's signals.</summary>
    public bool ShareEngagement { get; init; }

    /// <summary>Whether the other profiles of the household are shown what this one enjoys.</summary>
    public bool ShareInHousehold { get; init; } = true;

    public Dials Dials { get; init; } = new();
}

/// <summary>How far from the familiar the feed and the rails may go.</summary>
internal sealed record Dials
{
    public DialMode Mode { get; init; } = DialMode.Balanced;
}

internal enum DialMode
{
    Familiar,
    Balanced,
    Explore,
    Chronological,
}
