using Kinora.Library.Contracts;

namespace Kinora.Library.Vault;

/// <summary>One entry of <c>video_states.json</c>. The members stand in the order of the file; one that a hand took out is null.</summary>
internal sealed record VaultState(
    string VideoId, string? VideoTitle, string? ChannelName, WatchStatus WatchStatus, double WatchProgress, int? PersonalRating, string? PersonalNotes,
    IReadOnlyList<string>? Tags, DateTimeOffset? AddedToStatesAt, DateTimeOffset? LastWatchedAt, DateTimeOffset? CompletedAt,
    double? EstimatedWatchTimeMinutes, double ActualWatchTimeMinutes, IReadOnlyList<VaultPlay>? WatchSessions, VaultContext? Context, VaultStateMore? XKinora);

/// <summary>A play. What is rounded in the members of the schema stands exactly in <see cref="XKinora"/>.</summary>
internal sealed record VaultPlay(
    DateTimeOffset StartedAt, DateTimeOffset EndedAt, double DurationMinutes, double ProgressStart, double ProgressEnd, VaultPlayMore? XKinora);

/// <summary>What a play has beyond the schema's members.</summary>
/// <param name="Entered">The person's own entry, not told by a player.</param>
internal sealed record VaultPlayMore(string Id, long WatchedMs, long CreditedMs, long DurationMs, bool Completed, bool Entered);

internal sealed record VaultContext(string? AddedFrom, string? LearningGoal, string? ProjectContext, int? DifficultyPerception);

/// <summary>What a player resumes by, and what is off Continue watching.</summary>
internal sealed record VaultStateMore(long? PositionMs, long? DurationMs, DateTimeOffset? DismissedAt);

/// <summary>One entry of <c>queues.json</c>.</summary>
internal sealed record VaultQueue(
    string QueueId, string? Name, string? Description, string? QueueType, DateTimeOffset? CreatedAt, DateTimeOffset? LastAccessedAt, bool? IsActive,
    VaultQueueSettings? Settings, IReadOnlyList<VaultQueued>? Videos, VaultQueueMore? XKinora);

internal sealed record VaultQueueSettings(
    bool? AutoSort, int? MaxVideos, double? EstimatedTotalTimeMinutes, int? TargetDurationMinutes, bool? AutoRefreshDaily);

internal sealed record VaultQueued(
    string VideoId, int? Position, int? Priority, DateTimeOffset? AddedAt, string? AddedBy, string? Notes, string? TargetWatchDate, VaultQueuedMore? XKinora);

internal sealed record VaultQueuedMore(string? Title);

/// <summary>Who else uses a shared queue, by name.</summary>
internal sealed record VaultQueueMore(IReadOnlyList<string>? Members);

/// <summary>The six members of <c>preferences</c>; one that is null was not in the file.</summary>
internal sealed record VaultPreferences(
    double? DefaultPlaybackSpeed, double? AutoMarkCompletedThreshold, int? DailyLearningGoalMinutes, IReadOnlyList<string>? PriorityTopics,
    string? TimeZone, bool? NotificationsEnabled);

internal sealed record VaultProfileStats(
    int TotalVideosWatched, double TotalWatchTimeMinutes, int LearningStreakDays, IReadOnlyList<string> FavoriteChannels,
    IReadOnlyList<string> MostWatchedTopics);

/// <summary>What a profile has beyond the schema's members.</summary>
/// <param name="Default">Whether it is the one that its user begins with.</param>
internal sealed record VaultProfileMore(string? ProfileId, string? Name, string? Avatar, bool? Kids, bool? Default, VaultTastes? Preferences);

internal sealed record VaultTastes(
    IReadOnlyList<string>? GenresLiked, IReadOnlyList<string>? GenresAvoided, string? PreferredLanguage, int? MaturityCeiling, bool? ShareEngagement,
    bool? ShareInHousehold, VaultDials? Dials);

internal sealed record VaultDials(Accounts.Contracts.DialMode Mode);

/// <summary>The visit that goes on.</summary>
internal sealed record VaultVisitNow(
    string SessionId, DateTimeOffset StartedAt, DateTimeOffset LastActivityAt, int VideosViewed, int ActionsPerformed, VaultVisitMore? XKinora);

internal sealed record VaultVisit(
    string SessionId, DateTimeOffset StartedAt, DateTimeOffset EndedAt, double DurationMinutes, int VideosViewed, int VideosWatched, int VideosCompleted,
    int ActionsPerformed, VaultVisitMore? XKinora);

/// <summary>How large the catalogue was: what came later is new.</summary>
internal sealed record VaultVisitMore(int Titles);
