using Kinora.Catalog.Contracts;
using Kinora.Library.History;
using Kinora.Library.States;
using Kinora.Library.Vault;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Imports;

/// <summary>
/// Brings what a file says of one title into a library: plays into the history, stars through the one door, the rest as marks. What is there already stays;
/// facts and plays are worked out again by the reducer, as after any correction of the history.
/// </summary>
internal sealed class ApplyTitle(WatchStates states, VaultEntry vault, ICatalogue catalogue, ISignalDoor door)
{
    /// <summary>What came of it.</summary>
    /// <param name="Added">Plays that are new.</param>
    internal sealed record Result(bool New, int Added, ImportUndo? Undo);

    /// <summary>Brings it in; the holder of the transaction holds the profile's version from here on.</summary>
    /// <param name="label">How the source is called; stands as where a new state came from.</param>
    public async Task<Result> RunAsync(Tx tx, string profileId, double threshold, ImportedTitle said, string titleId, string label)
    {
        var before = await states.BeginAsync(tx, profileId, titleId);
        if (said.Carried is { } entry && before is { AddedAt: null, Marks: { ResetAt: null, Removed.Count: 0 } })
            return await CarryAsync(tx, profileId, before, entry with { VideoId = titleId });
        var state = Named(before, said);
        var had = await tx.QueryAsync<PlayRow>($"select {PlayRow.Columns} from play where profile_id = @profileId and title_id = @titleId", new { profileId, titleId });
        var plays = ImportedPlays.Of(said, state, threshold).Where(play => ImportedPlays.IsNew(play, had, state.Marks)).Select(play => play.Row).ToList();
        foreach (var play in plays)
            await PlayStore.EnterAsync(tx, profileId, state, play);
        if (plays.Count > 0)
            state = await states.FoldAgainAsync(tx, profileId, state);
        var marks = ImportedMarks.Of(state, said, states.Now, label);
        if (plays.Count > 0 || marks != state.Marks)
            await WatchStateStore.SaveAsync(tx, profileId, state with { Marks = marks }, tags: true);
        var rated = said.Rating is { } rating ? await RateAsync(tx, profileId, titleId, marks, rating) : null;
        if (plays.Count == 0 && marks == state.Marks && rated is null)
            return new Result(false, 0, null);
        var after = (await WatchStateStore.FindAsync(tx, profileId, titleId))!;
        return new Result(true, plays.Count, new ImportUndo(before.Marks, after.Marks, plays, rated, Carried: false));
    }

    /// <summary>A state of another vault, whole, where there is none here.</summary>
    private async Task<Result> CarryAsync(Tx tx, string profileId, WatchState before, VaultState entry)
    {
        await vault.EnterAsync(tx, profileId, entry);
        var after = (await WatchStateStore.FindAsync(tx, profileId, entry.VideoId))!;
        if (after.Marks is { Rating: { } stars, RatingAt: { } at } && await ImportStore.RatingUndoneAsync(tx, profileId, after.TitleId) is { } undone && undone >= at
            && catalogue.Current.TryOrdinal(after.TitleId, out _))
        {
            await door.RecordAsync(tx, profileId, [ImportedMarks.Rating(states.NewId(), after.TitleId, stars, undone + 1)]);
            after = (await WatchStateStore.FindAsync(tx, profileId, after.TitleId))!;
        }

        var plays = await tx.QueryAsync<PlayRow>(
            $"select {PlayRow.Columns} from play where profile_id = @profileId and title_id = @TitleId", new { profileId, after.TitleId });
        return new Result(true, plays.Count, new ImportUndo(before.Marks, after.Marks, plays, after.Marks.RatingId, Carried: true));
    }

    /// <summary>By its name in the file, where the catalogue does not have it.</summary>
    private WatchState Named(WatchState state, ImportedTitle said) =>
        state.AddedAt is not null || (catalogue.Current.TryOrdinal(state.TitleId, out var ordinal) && catalogue.Current.Has(ordinal)) ? state : state with
        {
            Title = said.Series is { } series && said.Season is { } season ? $"{series} {season}x{said.Episode:00} {said.Name}" : said.Name,
            Creator = said.Creator,
            DurationMs = said.DurationMs ?? 0,
        };

    /// <summary>The event that said so; null where a later or the same word stands. Stars of a title that is not here wait in its state.</summary>
    private async Task<string?> RateAsync(Tx tx, string profileId, string titleId, WatchMarks marks, ImportedRating rating)
    {
        if (marks.Rating == rating.Stars || marks.RatingAt >= rating.At || marks.ResetAt >= rating.At)
            return null;
        // Stars that were taken back before stand behind that.
        var signal = ImportedMarks.Rating(states.NewId(), titleId, rating.Stars, Math.Max(rating.At, (await ImportStore.RatingUndoneAsync(tx, profileId, titleId) ?? -1) + 1));
        if (catalogue.Current.TryOrdinal(titleId, out _))
            return (await door.RecordAsync(tx, profileId, [signal]))[0].Error is null ? signal.EventId : null;
        await states.ChangeAsync(tx, profileId, titleId, state => state with
        {
            Marks = state.Marks with { Rating = rating.Stars, RatingAt = signal.At, RatingId = signal.EventId, CreatedAt = WatchState.Earlier(state.Marks.CreatedAt, signal.At) },
        });
        return signal.EventId;
    }
}
