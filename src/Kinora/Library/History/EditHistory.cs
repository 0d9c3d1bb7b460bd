using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.History;

/// <summary>Enters, corrects, removes and restores single plays; what follows from them is worked out again.</summary>
internal sealed class EditHistory(Db db, WatchStates states, ICatalogue catalogue, IProfiles profiles)
{
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "play-not-found", "There is no such play in your history.");

    /// <summary>Nobody is awake for longer: 24 h.</summary>
    private const long LongestMs = 24L * 3_600_000;

    internal sealed record Entry
    {
        public required string VideoId { get; init; }

        public required DateTimeOffset EndedAt { get; init; }

        /// <summary>Absent: as long before the end as the title is long.</summary>
        public DateTimeOffset? StartedAt { get; init; }

        public bool Completed { get; init; } = true;
    }

    /// <summary>What is absent stays.</summary>
    internal sealed record Correction(DateTimeOffset? StartedAt = null, DateTimeOffset? EndedAt = null, bool? Completed = null);

    internal sealed record Restored(string? VideoId = null);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var history = endpoints.MapGroup("/api/user/history").Needs(Role.Viewer);
        history.MapPost("", HandleEnterAsync).Produces<PlayReply>(StatusCodes.Status201Created);
        history.MapPatch("/{id}", HandleCorrectAsync).Produces<PlayReply>();
        history.MapDelete("/{id}", HandleRemoveAsync);
        history.MapPost("/{id}/restore", HandleRestoreAsync);
    }

    private static async Task<IResult> HandleEnterAsync(Entry request, Caller caller, EditHistory slice, CancellationToken cancel) =>
        (await slice.EnterAsync(caller, request, cancel)).ToHttp(play => Results.Json(play, statusCode: StatusCodes.Status201Created));

    private static async Task<IResult> HandleCorrectAsync(string id, Correction request, Caller caller, EditHistory slice, CancellationToken cancel) =>
        (await slice.CorrectAsync(caller, id, request, cancel)).ToHttp();

    private static async Task<IResult> HandleRemoveAsync(string id, Caller caller, EditHistory slice, CancellationToken cancel) =>
        (await slice.RemoveAsync(caller, id, cancel)).Then(_ => default(Done)).ToHttp();

    private static async Task<IResult> HandleRestoreAsync(string id, Restored request, Caller caller, EditHistory slice, CancellationToken cancel) =>
        (await slice.RestoreAsync(caller, id, request.VideoId ?? "", cancel)).ToHttp();

    /// <summary>Refused: <c>title-not-found</c>, <c>time-range-invalid</c>.</summary>
    public async Task<Outcome<PlayReply>> EnterAsync(Caller caller, Entry entry, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var found = snapshot.Find(entry.VideoId, caller);
        if (found.Refusal is { } refusal)
            return refusal;
        var ended = entry.EndedAt.ToUnixTimeMilliseconds();
        var length = snapshot.Columns.DurationOf(found.Value);
        var started = entry.StartedAt?.ToUnixTimeMilliseconds() ?? ended - Math.Min(length, LongestMs);
        if (Check(started, ended) is { } wrong)
            return wrong;
        var play = Made(states.NewId(), entry.VideoId, snapshot.NameOf(found.Value), started, ended, length, entry.Completed);
        await db.TransactAsync(tx => EnterAsync(tx, caller.ProfileId, play), cancel);
        return PlayReply.Of(play, await profiles.ZoneOfAsync(caller.ProfileId, cancel), snapshot);
    }

    /// <summary>Writes an entry and what follows from it.</summary>
    public Task<WatchState?> EnterAsync(Tx tx, string profileId, PlayRow play) => FollowAsync(tx, profileId, play.TitleId, async state =>
    {
        await PlayStore.EnterAsync(tx, profileId, state, play);
        return state;
    });

    /// <summary>A play that a player told becomes an entry of the person's own. Refused: <c>play-not-found</c>, <c>time-range-invalid</c>.</summary>
    public async Task<Outcome<PlayReply>> CorrectAsync(Caller caller, string id, Correction wanted, CancellationToken cancel)
    {
        var changed = await db.TransactAsync<Outcome<PlayRow>>(
            async tx =>
            {
                if (await FindAsync(tx, caller, id) is not { } play)
                    return NotFound;
                var (started, ended) = (wanted.StartedAt?.ToUnixTimeMilliseconds() ?? play.StartedAt, wanted.EndedAt?.ToUnixTimeMilliseconds() ?? play.EndedAt);
                if (Check(started, ended) is { } wrong)
                    return wrong;
                var timed = wanted.StartedAt is not null || wanted.EndedAt is not null;
                var next = play with
                {
                    StartedAt = started,
                    EndedAt = ended,
                    Completed = wanted.Completed ?? play.Completed,
                    Manual = true,
                    Carried = false,
                    ProgressEnd = wanted.Completed == true ? 1 : play.ProgressEnd,
                    WatchedMs = timed ? Math.Min(ended - started, play.DurationMs > 0 ? play.DurationMs : long.MaxValue) : play.WatchedMs,
                };
                if (!play.Manual)
                    await TakeOutAsync(tx, caller.ProfileId, play);
                await EnterAsync(tx, caller.ProfileId, next);
                return next;
            },
            cancel);
        return changed.Refusal is { } refusal
            ? refusal
            : PlayReply.Of(changed.Value, await profiles.ZoneOfAsync(caller.ProfileId, cancel), catalogue.Current);
    }

    /// <summary>The play that is gone. Refused: <c>play-not-found</c>.</summary>
    public Task<Outcome<PlayRow>> RemoveAsync(Caller caller, string id, CancellationToken cancel) => db.TransactAsync<Outcome<PlayRow>>(
        async tx =>
        {
            if (await FindAsync(tx, caller, id) is not { } play)
                return NotFound;
            await TakeOutAsync(tx, caller.ProfileId, play);
            return play;
        },
        cancel);

    /// <summary>Takes a play out where it is there.</summary>
    public async Task RemoveAsync(Tx tx, string profileId, string id)
    {
        if (await PlayStore.FindAsync(tx, profileId, id) is { } play)
            await TakeOutAsync(tx, profileId, play);
    }

    /// <summary>Takes a removal back. Refused: <c>play-not-found</c>.</summary>
    public Task<Outcome<Done>> RestoreAsync(Caller caller, string id, string titleId, CancellationToken cancel) => db.TransactAsync<Outcome<Done>>(
        async tx =>
        {
            var known = await WatchStateStore.FindAsync(tx, caller.ProfileId, titleId);
            var removed = known?.Marks.Removed.FirstOrDefault(play => play.Id == id);
            if (removed is null)
                return NotFound;
            await FollowAsync(tx, caller.ProfileId, titleId, async state =>
            {
                if (removed.Entry is { } entry)
                    await PlayStore.EnterAsync(tx, caller.ProfileId, state, entry);
                else
                    await PlayStore.RemoveAsync(tx, caller.ProfileId, id);
                return state with { Marks = state.Marks with { Removed = [.. state.Marks.Removed.Where(play => play.Id != id)] } };
            });
            return default(Done);
        },
        cancel);

    private Task<WatchState?> TakeOutAsync(Tx tx, string profileId, PlayRow play) => FollowAsync(tx, profileId, play.TitleId, async state =>
    {
        await PlayStore.RemoveAsync(tx, profileId, play.Id);
        var removed = new RemovedPlay(play.Id, play.StartedAt, play.EndedAt, play.Manual ? play : null);
        return state with { Marks = state.Marks with { Removed = [.. state.Marks.Removed.Where(one => one.Id != play.Id), removed] } };
    });

    /// <summary>Changes plays and marks of a title, then works everything out again.</summary>
    private async Task<WatchState?> FollowAsync(Tx tx, string profileId, string titleId, Func<WatchState, Task<WatchState>> change)
    {
        var state = await states.BeginAsync(tx, profileId, titleId);
        state = await states.FoldAgainAsync(tx, profileId, await change(state));
        return await WatchStateStore.SaveAsync(tx, profileId, state);
    }

    private async Task<PlayRow?> FindAsync(Tx tx, Caller caller, string id) =>
        await PlayStore.FindAsync(tx, caller.ProfileId, id) is { } play && catalogue.Current.IsThere(play.TitleId, caller) ? play : null;

    private Refusal? Check(long started, long ended) =>
        started <= ended && ended - started <= LongestMs && started >= 0 && ended <= states.Now + Signals.Contracts.SignalTimes.AheadMs
            ? null
            : new Refusal(RefusalKind.Invalid, "time-range-invalid", "A play begins before it ends, lasts at most 24 hours and lies in the past.", "ended_at");

    private static PlayRow Made(string id, string titleId, string title, long started, long ended, long length, bool completed) => new()
    {
        Id = id,
        TitleId = titleId,
        Title = title,
        StartedAt = started,
        EndedAt = ended,
        WatchedMs = ended - started,
        CreditedMs = Math.Min(ended - started, length > 0 ? length : long.MaxValue),
        DurationMs = length,
        ProgressStart = 0,
        ProgressEnd = completed ? 1 : length > 0 ? Math.Min(1, (double)(ended - started) / length) : 0,
        Completed = completed,
        Manual = true,
    };
}
