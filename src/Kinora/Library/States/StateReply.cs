using Kinora.Catalog.Contracts;
using Kinora.Library.Contracts;
using Kinora.Library.History;

namespace Kinora.Library.States;

/// <summary>A watch state as clients see it: the members of an entry of <c>video_states.json</c>, and what a player resumes by.</summary>
internal sealed record StateReply
{
    public required string VideoId { get; init; }

    public required string VideoTitle { get; init; }

    public required string? ChannelName { get; init; }

    public required WatchStatus WatchStatus { get; init; }

    public required double WatchProgress { get; init; }

    public required int? PersonalRating { get; init; }

    public required string? PersonalNotes { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required DateTimeOffset? AddedToStatesAt { get; init; }

    public required DateTimeOffset? LastWatchedAt { get; init; }

    public required DateTimeOffset? CompletedAt { get; init; }

    public required double? EstimatedWatchTimeMinutes { get; init; }

    public required double ActualWatchTimeMinutes { get; init; }

    /// <summary>The plays, the oldest first; the newest hundred.</summary>
    public required IReadOnlyList<WatchSession> WatchSessions { get; init; }

    public required StateContext Context { get; init; }

    public required long? PositionMs { get; init; }

    public required long? DurationMs { get; init; }

    public required DateTimeOffset? DismissedAt { get; init; }

    /// <summary>Whether the catalogue has the title today; its state outlives it.</summary>
    public required bool InCatalogue { get; init; }

    internal sealed record WatchSession(DateTimeOffset StartedAt, DateTimeOffset EndedAt, double DurationMinutes, double ProgressStart, double ProgressEnd);

    internal sealed record StateContext(string? AddedFrom, string? LearningGoal, string? ProjectContext, int? DifficultyPerception);

    /// <summary>The state with its plays.</summary>
    /// <param name="plays">The title's plays, the oldest first.</param>
    public static StateReply Of(WatchState state, IEnumerable<PlayRow> plays, CatalogueSnapshot snapshot) => new()
    {
        VideoId = state.TitleId,
        VideoTitle = state.Title,
        ChannelName = state.Creator,
        WatchStatus = state.Status,
        WatchProgress = Math.Round(state.Progress, 4),
        PersonalRating = state.Marks.Rating,
        PersonalNotes = state.Marks.Notes,
        Tags = state.Marks.Tags,
        AddedToStatesAt = Time(state.AddedAt),
        LastWatchedAt = Time(state.WatchedAt),
        CompletedAt = Time(state.CompletedAt),
        EstimatedWatchTimeMinutes = state.Marks.EstimatedMinutes ?? (state.DurationMs > 0 ? Minutes(state.DurationMs) : null),
        ActualWatchTimeMinutes = Minutes(state.WatchedMs),
        WatchSessions = [.. plays.Select(play => new WatchSession(
            Time(play.StartedAt)!.Value, Time(play.EndedAt)!.Value, Minutes(play.WatchedMs), Math.Round(play.ProgressStart, 4), Math.Round(play.ProgressEnd, 4)))],
        Context = new StateContext(state.Marks.AddedFrom, state.Marks.LearningGoal, state.Marks.ProjectContext, state.Marks.Difficulty),
        PositionMs = state.PositionMs,
        DurationMs = state.Facts.DurationMs is > 0 and var told ? told : state.DurationMs is > 0 and var known ? known : null,
        DismissedAt = Time(state.Marks.DismissedAt),
        InCatalogue = snapshot.TryOrdinal(state.TitleId, out var ordinal) && snapshot.Has(ordinal) && snapshot.VisibilityOf(ordinal) != Visibility.Removed,
    };

    public static double Minutes(long ms) => Math.Round(ms / 60_000.0, 2);

    private static DateTimeOffset? Time(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
