using Kinora.Library.Contracts;
using Kinora.Library.History;
using Kinora.Library.Watching;

namespace Kinora.Library.States;

/// <summary>What a person said about a title, apart from what players report. Each field by itself: changing one wipes no other.</summary>
internal sealed record WatchMarks
{
    public static WatchMarks None { get; } = new();

    public WatchStatus? Status { get; init; }

    /// <summary>When the status was said.</summary>
    public long? StatusAt { get; init; }

    /// <summary>How far the title is, where the person said so.</summary>
    public double? Progress { get; init; }

    public long? ProgressAt { get; init; }

    public int? Rating { get; init; }

    public long? RatingAt { get; init; }

    /// <summary>Which event said so; decides between two of one time.</summary>
    public string? RatingId { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? AddedFrom { get; init; }

    public string? LearningGoal { get; init; }

    public string? ProjectContext { get; init; }

    public int? Difficulty { get; init; }

    public double? EstimatedMinutes { get; init; }

    public long? DismissedAt { get; init; }

    /// <summary>When the person first said something; the state is there since, watched or not.</summary>
    public long? CreatedAt { get; init; }

    /// <summary>When the person forgot the title: what happened up to then does not count.</summary>
    public long? ResetAt { get; init; }

    /// <summary>Plays that were taken out of the history, so that nothing late brings them back.</summary>
    public IReadOnlyList<RemovedPlay> Removed { get; init; } = [];

    public WatchRules Rules(double threshold) => new(
        threshold, Status is WatchStatus.Unwatched or WatchStatus.Watching ? StatusAt ?? long.MinValue : long.MinValue,
        ResetAt ?? long.MinValue, [.. Removed.Where(play => play.Entry is null).Select(play => new Stretch(play.From, play.To))]);
}

/// <summary>A play that was taken out of the history.</summary>
/// <param name="Entry">The entry itself, where the person had made it by hand.</param>
internal sealed record RemovedPlay(string Id, long From, long To, PlayRow? Entry);
