using Kinora.Catalog.Contracts;
using Kinora.Library.History;
using Kinora.Library.States;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Imports;

/// <summary>Takes back what an import wrote about one title. What the person changed since is kept.</summary>
internal sealed class UndoTitle(WatchStates states, ICatalogue catalogue, ISignalDoor door)
{
    /// <summary>What came of it.</summary>
    /// <param name="Kept">Whether something stays because the person has changed it.</param>
    /// <param name="RatingUndoneAt">The time at which its stars count as taken back.</param>
    internal sealed record Result(bool Kept, long? RatingUndoneAt);

    public async Task<Result> RunAsync(Tx tx, string profileId, string titleId, ImportUndo undo)
    {
        var unrated = await UnrateAsync(tx, profileId, titleId, undo);
        var state = await states.BeginAsync(tx, profileId, titleId);
        var kept = false;
        foreach (var play in undo.Plays)
        {
            var there = await PlayStore.FindAsync(tx, profileId, play.Id);
            if (there is not null && Same(there, play))
                await PlayStore.RemoveAsync(tx, profileId, play.Id);
            else
                kept |= there is not null;
        }

        var after = unrated is { } told ? undo.After with { Rating = told.Value is { } stars ? (int)stars : null, RatingAt = told.At, RatingId = told.EventId } : undo.After;
        var (marks, said) = ImportedMarks.Undo(state.Marks, undo.Before, after);
        state = await states.FoldAgainAsync(tx, profileId, state with { Marks = marks, Carried = undo.Carried ? null : state.Carried });
        await WatchStateStore.SaveAsync(tx, profileId, state, tags: true);
        return new Result(kept || said, unrated?.At);
    }

    /// <summary>The one door is told that the stars are as they were; nothing where somebody rated since, or the door never knew.</summary>
    private async Task<Signal?> UnrateAsync(Tx tx, string profileId, string titleId, ImportUndo undo)
    {
        if (undo.RatingEvent is null || !catalogue.Current.TryOrdinal(titleId, out _))
            return null;
        var now = await WatchStateStore.FindAsync(tx, profileId, titleId);
        if (now is null || now.Marks.RatingId != undo.RatingEvent)
            return null;
        var signal = ImportedMarks.Rating(states.NewId(), titleId, undo.Before.Rating, undo.After.RatingAt!.Value + 1);
        // No stars are no opinion.
        if (undo.Before.Rating is null)
            signal = signal with { Kind = SignalKind.Unlike, Value = null };
        return (await door.RecordAsync(tx, profileId, [signal]))[0].Error is null ? signal : null;
    }

    private static bool Same(PlayRow one, PlayRow other) =>
        (one.StartedAt, one.EndedAt, one.Completed, one.WatchedMs) == (other.StartedAt, other.EndedAt, other.Completed, other.WatchedMs);
}
