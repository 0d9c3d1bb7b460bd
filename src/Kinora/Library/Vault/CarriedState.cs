using Kinora.Library.Contracts;
using Kinora.Library.History;
using Kinora.Library.States;
using Kinora.Library.Watching;

namespace Kinora.Library.Vault;

/// <summary>
/// Makes a state again of its entry in <c>video_states.json</c>, so that it reads as it was written, and goes on from there: what was watched stands
/// as facts before the first event, what was said as marks. Pure.
/// </summary>
internal static class CarriedState
{
    /// <summary>The state with its plays. Where the entry was edited by hand, the members of the schema say what counts.</summary>
    public static (WatchState State, List<PlayRow> Plays) Of(VaultState entry, string? title = null)
    {
        var plays = (entry.WatchSessions ?? []).Select(play => PlayOf(entry, play)).OrderBy(play => play.StartedAt).ThenBy(play => play.Id, StringComparer.Ordinal).ToList();
        var (added, watched, completed) = (Ms(entry.AddedToStatesAt), Ms(entry.LastWatchedAt), Ms(entry.CompletedAt));
        var last = new[] { added, watched, completed, plays.Count > 0 ? plays.Max(play => play.EndedAt) : null }.Max() ?? 0;
        var entries = ManualOf(plays);
        var total = (long)Math.Round(entry.ActualWatchTimeMinutes * 60_000);
        var carried = new WatchFacts
        {
            LastAt = last,
            BegunAt = entry.WatchStatus == WatchStatus.Watching ? added ?? last : null,
            WatchedAt = watched,
            PositionMs = PositionOf(entry),
            DurationMs = entry.XKinora?.DurationMs ?? 0,
            Progress = entry.WatchProgress,
            ProgressAt = last,
            CompletedAt = completed,
            WatchedMs = StateReply.Minutes(entries.WatchedMs) == entry.ActualWatchTimeMinutes ? 0 : Math.Max(0, total - entries.WatchedMs),
        };
        var state = new WatchState
        {
            TitleId = entry.VideoId,
            Title = title ?? entry.VideoTitle ?? entry.VideoId,
            Creator = entry.ChannelName,
            // Where the catalogue did not know the length, a player may have told it.
            DurationMs = entry.EstimatedWatchTimeMinutes is null ? 0 : entry.XKinora?.DurationMs ?? 0,
            Facts = carried,
            Carried = carried,
            Manual = entries,
            Marks = new WatchMarks
            {
                Rating = entry.PersonalRating,
                RatingAt = entry.PersonalRating is null ? null : last,
                Notes = string.IsNullOrWhiteSpace(entry.PersonalNotes) ? null : entry.PersonalNotes,
                Tags = [.. (entry.Tags ?? []).Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)],
                AddedFrom = entry.Context?.AddedFrom,
                LearningGoal = entry.Context?.LearningGoal,
                ProjectContext = entry.Context?.ProjectContext,
                Difficulty = entry.Context?.DifficultyPerception,
                EstimatedMinutes = entry.EstimatedWatchTimeMinutes is { } said && said != StateReply.Minutes(entry.XKinora?.DurationMs ?? 0) ? said : null,
                DismissedAt = Ms(entry.XKinora?.DismissedAt),
                CreatedAt = added ?? last,
            },
        };
        state = Said(state, entry, plays, last);
        // No position in spite of a known length: the length was a player's word, not the catalogue's.
        if (entry.XKinora is { PositionMs: null } && state.PositionMs is not null && state.Marks.EstimatedMinutes == entry.EstimatedWatchTimeMinutes)
            state = state with { DurationMs = 0 };
        return (state, plays);
    }

    /// <summary>A status that does not follow from the rest is one that the person said.</summary>
    private static WatchState Said(WatchState state, VaultState entry, List<PlayRow> plays, long last)
    {
        if (state.Status == entry.WatchStatus && state.CompletedAt == Ms(entry.CompletedAt))
            return state;
        // Plays that completed before the person said otherwise do not count.
        var before = plays.Where(play => play.Completed && (entry.CompletedAt is null || play.EndedAt < Ms(entry.CompletedAt))).Select(play => (long?)play.EndedAt).Max();
        var status = entry.WatchStatus == WatchStatus.Completed && entry.CompletedAt is not null ? WatchStatus.Watching : entry.WatchStatus;
        var at = status == entry.WatchStatus && status != WatchStatus.Completed ? last : before ?? last;
        var marks = state.Marks with { Status = status, StatusAt = at };
        // Marked unwatched stands at the start, marked completed at the end, unless the file says otherwise.
        if (status is WatchStatus.Unwatched or WatchStatus.Completed && state.Progress != (status == WatchStatus.Completed ? 1 : 0))
            marks = marks with { Progress = state.Progress, ProgressAt = at + 1 };
        return state with { Marks = marks };
    }

    /// <summary>Exact where it says what the progress says.</summary>
    private static long? PositionOf(VaultState entry) => entry.XKinora switch
    {
        { PositionMs: { } position, DurationMs: > 0 and var length }
            when Math.Round(Math.Clamp((double)position / length, 0, 1), 4) != entry.WatchProgress => (long)(length * entry.WatchProgress),
        { } more => more.PositionMs,
        null => null,
    };

    private static PlayRow PlayOf(VaultState entry, VaultPlay play)
    {
        var more = play.XKinora;
        var (exact, started, ended) = (more is not null && StateReply.Minutes(more.WatchedMs) == play.DurationMinutes, Ms(play.StartedAt)!.Value, Ms(play.EndedAt)!.Value);
        var watched = exact ? more!.WatchedMs : (long)Math.Round(play.DurationMinutes * 60_000);
        return new PlayRow
        {
            Id = string.IsNullOrEmpty(more?.Id) ? $"{entry.VideoId}@{started}" : more.Id,
            TitleId = entry.VideoId,
            Title = entry.VideoTitle ?? entry.VideoId,
            StartedAt = Math.Min(started, ended),
            EndedAt = ended,
            WatchedMs = watched,
            CreditedMs = more?.CreditedMs ?? watched,
            DurationMs = more?.DurationMs ?? entry.XKinora?.DurationMs ?? 0,
            ProgressStart = play.ProgressStart,
            ProgressEnd = play.ProgressEnd,
            Completed = more?.Completed ?? (entry.CompletedAt is not null && play.ProgressEnd >= 0.9),
            Manual = true,
            Carried = more is null || !more.Entered,
        };
    }

    private static ManualPlays ManualOf(List<PlayRow> plays) => plays.Count == 0
        ? ManualPlays.None
        : new ManualPlays(
            plays.Count, plays.Sum(play => play.WatchedMs), plays.Min(play => play.StartedAt), plays.Max(play => play.EndedAt),
            plays.Where(play => play.Completed).Select(play => (long?)play.EndedAt).Min());

    private static long? Ms(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();
}
