using Kinora.Library.History;
using Kinora.Library.States;

namespace Kinora.Library.Vault;

/// <summary>A state as its entry of <c>video_states.json</c>. Pure.</summary>
internal static class VaultStateFile
{
    /// <summary>The state with its plays.</summary>
    /// <param name="plays">The title's plays, the oldest first.</param>
    public static VaultState Of(WatchState state, IEnumerable<PlayRow> plays) => new(
        state.TitleId, state.Title, state.Creator, state.Status, Math.Round(state.Progress, 4), state.Marks.Rating, state.Marks.Notes, state.Marks.Tags,
        Time(state.AddedAt), Time(state.WatchedAt), Time(state.CompletedAt),
        state.Marks.EstimatedMinutes ?? (state.DurationMs > 0 ? StateReply.Minutes(state.DurationMs) : null), StateReply.Minutes(state.WatchedMs),
        [.. plays.Select(Of)],
        new VaultContext(state.Marks.AddedFrom, state.Marks.LearningGoal, state.Marks.ProjectContext, state.Marks.Difficulty),
        new VaultStateMore(state.PositionMs, Length(state), Time(state.Marks.DismissedAt)));

    public static VaultPlay Of(PlayRow play) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(play.StartedAt), DateTimeOffset.FromUnixTimeMilliseconds(play.EndedAt), StateReply.Minutes(play.WatchedMs),
        Math.Round(play.ProgressStart, 4), Math.Round(play.ProgressEnd, 4),
        new VaultPlayMore(play.Id, play.WatchedMs, play.CreditedMs, play.DurationMs, play.Completed, play.Manual && !play.Carried));

    private static long? Length(WatchState state) =>
        state.Facts.DurationMs is > 0 and var told ? told : state.DurationMs is > 0 and var known ? known : null;

    public static DateTimeOffset? Time(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
