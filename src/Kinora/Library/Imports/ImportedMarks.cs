using Kinora.Library.Contracts;
using Kinora.Library.States;
using Kinora.Library.Watching;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Imports;

/// <summary>What a file says as the person's own marks, and back again. Pure.</summary>
internal static class ImportedMarks
{
    /// <summary>The marks with what is new; the same where nothing is. What the person said, and what was watched later, stays.</summary>
    public static WatchMarks Of(WatchState state, ImportedTitle said, long now, string label)
    {
        var marks = state.Marks;
        if (said.Seen && marks.Status is null && marks.ResetAt is null && state.CompletedAt is null)
            marks = marks with { Status = WatchStatus.Completed, StatusAt = said.SeenAt ?? now };
        if (said.Progress is > 0 and < 1 and var share && said.ProgressAt is { } at && marks.Status is null && state.CompletedAt is null && IsLater(at, state))
            marks = marks with { Progress = share, ProgressAt = at };
        // Watched, and nobody knows how far.
        if (state is { CompletedAt: null, Status: WatchStatus.Unwatched, Manual.Plays: > 0 } && marks.Status is null && marks.Progress is null && state.Manual.WatchedMs >= Play.BegunMs)
            marks = marks with { Status = WatchStatus.Watching, StatusAt = state.Manual.LastAt };
        if (marks.Notes is null && said.Notes is not null)
            marks = marks with { Notes = said.Notes };
        if (said.Tags.Except(marks.Tags, StringComparer.Ordinal).Any() && marks.Tags.Count < StateChange.MostTags)
            marks = marks with { Tags = [.. marks.Tags.Union(said.Tags, StringComparer.Ordinal).Take(StateChange.MostTags)] };
        if (marks == state.Marks)
            return state.Marks;
        return marks with { CreatedAt = WatchState.Earlier(marks.CreatedAt, marks.StatusAt ?? now), AddedFrom = state.AddedAt is null ? marks.AddedFrom ?? label : marks.AddedFrom };
    }

    /// <summary>Stars as the one door takes them.</summary>
    public static Signal Rating(string eventId, string titleId, int? stars, long at) => new()
    {
        EventId = eventId,
        Kind = stars switch
        {
            >= 4 => SignalKind.Like,
            <= 2 => SignalKind.Dislike,
            _ => SignalKind.Unlike,
        },
        At = at,
        TitleId = titleId,
        Value = stars,
    };

    /// <summary>The marks without what an import wrote: each as it was before, but where the person has changed it since.</summary>
    public static (WatchMarks Marks, bool Kept) Undo(WatchMarks now, WatchMarks before, WatchMarks after)
    {
        var kept = false;
        T Back<T>(T there, T wrote, T was, Func<T, T, bool>? same = null)
        {
            var equal = same ?? ((one, other) => EqualityComparer<T>.Default.Equals(one, other));
            if (equal(there, wrote))
                return was;
            kept |= !equal(there, was);
            return there;
        }

        var (status, statusAt) = Back((now.Status, now.StatusAt), (after.Status, after.StatusAt), (before.Status, before.StatusAt));
        var (progress, progressAt) = Back((now.Progress, now.ProgressAt), (after.Progress, after.ProgressAt), (before.Progress, before.ProgressAt));
        var (rating, ratingAt, ratingId) = Back(
            (now.Rating, now.RatingAt, now.RatingId), (after.Rating, after.RatingAt, after.RatingId), (before.Rating, before.RatingAt, before.RatingId));
        var marks = now with
        {
            Status = status,
            StatusAt = statusAt,
            Progress = progress,
            ProgressAt = progressAt,
            Rating = rating,
            RatingAt = ratingAt,
            RatingId = ratingId,
            Notes = Back(now.Notes, after.Notes, before.Notes),
            Tags = Back(now.Tags, after.Tags, before.Tags, (one, other) => one.SequenceEqual(other, StringComparer.Ordinal)),
            AddedFrom = Back(now.AddedFrom, after.AddedFrom, before.AddedFrom),
            LearningGoal = Back(now.LearningGoal, after.LearningGoal, before.LearningGoal),
            ProjectContext = Back(now.ProjectContext, after.ProjectContext, before.ProjectContext),
            Difficulty = Back(now.Difficulty, after.Difficulty, before.Difficulty),
            EstimatedMinutes = Back(now.EstimatedMinutes, after.EstimatedMinutes, before.EstimatedMinutes),
            DismissedAt = Back(now.DismissedAt, after.DismissedAt, before.DismissedAt),
        };
        // The state stays where the person has said something since.
        return (kept ? marks : marks with { CreatedAt = Back(now.CreatedAt, after.CreatedAt, before.CreatedAt) }, kept);
    }

    private static bool IsLater(long at, WatchState state) =>
        at > state.Facts.ProgressAt && at > (state.Marks.ProgressAt ?? long.MinValue) && at > (state.Marks.StatusAt ?? long.MinValue);
}
