using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Library.History;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.States;

/// <summary>One's own state of a title: read, changed member by member, forgotten.</summary>
internal sealed class EditState(Db db, WatchStates states, ICatalogue catalogue, ISignalDoor door)
{
    private const int MostPlays = 100;

    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "state-not-found", "You have no state for this title yet: watch it, or send one.");

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var state = endpoints.MapGroup("/api/user/video/{videoId}/state").Needs(Role.Viewer);
        state.MapGet("", GetAsync).Produces<StateReply>();
        state.MapPost("", HandleChangeAsync).Accepts<JsonElement>("application/json").Produces<StateReply>();
        state.MapPatch("", HandleChangeAsync).Accepts<JsonElement>("application/json").Produces<StateReply>();
        state.MapDelete("", HandleForgetAsync);
        endpoints.MapDelete("/api/user/video/{videoId}/dismiss", HandleUndismissAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> GetAsync(string videoId, HttpContext http, Caller caller, EditState slice, CancellationToken cancel)
    {
        var found = await slice.FindAsync(caller, videoId, cancel);
        return found.ToHttp(value => ETags.Ok(http, value.Reply, ETags.Of(value.State.Version)));
    }

    private static async Task<IResult> HandleChangeAsync(
        string videoId, JsonElement body, HttpContext http, Caller caller, EditState slice, CancellationToken cancel)
    {
        var change = StateChange.Read(body);
        if (change.Refusal is { } refusal)
            return refusal.ToHttp();
        var changed = await slice.ChangeAsync(caller, videoId, change.Value, http.Request, cancel);
        return changed.ToHttp(value =>
        {
            http.Response.Headers.ETag = ETags.Of(value.State.Version);
            return Results.Json(value.Reply, statusCode: value.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });
    }

    private static async Task<IResult> HandleForgetAsync(string videoId, HttpContext http, Caller caller, EditState slice, CancellationToken cancel) =>
        (await slice.ForgetAsync(caller, videoId, http.Request, cancel)).ToHttp();

    private static async Task<IResult> HandleUndismissAsync(string videoId, Caller caller, EditState slice, CancellationToken cancel) =>
        (await slice.UndismissAsync(caller, videoId, cancel)).ToHttp();

    /// <summary>Takes back that the title was taken off Continue watching. Refused: <c>state-not-found</c>.</summary>
    public Task<Outcome<Done>> UndismissAsync(Caller caller, string titleId, CancellationToken cancel) => db.TransactAsync<Outcome<Done>>(
        async tx => IsThere(caller, titleId)
            && await states.ChangeAsync(tx, caller.ProfileId, titleId, before => before.Marks.DismissedAt is null
                ? null
                : before with { Marks = before.Marks with { DismissedAt = null } }) is not null
            ? default(Done)
            : NotFound,
        cancel);

    public async Task<Outcome<Shown>> FindAsync(Caller caller, string titleId, CancellationToken cancel)
    {
        if (!IsThere(caller, titleId))
            return NotFound;
        return await db.ReadAsync<Outcome<Shown>>(
            async session => await WatchStateStore.FindAsync(session, caller.ProfileId, titleId) is { AddedAt: not null } state
                ? await ShowAsync(session, caller.ProfileId, state, false)
                : NotFound,
            cancel);
    }

    /// <summary>
    /// Merges; what was not sent stays. Refused: <c>title-not-found</c> where neither the catalogue nor the library knows the title,
    /// <c>changed-meanwhile</c>.
    /// </summary>
    public async Task<Outcome<Shown>> ChangeAsync(Caller caller, string titleId, StateChange change, HttpRequest? request, CancellationToken cancel) =>
        await db.TransactAsync(tx => ChangeAsync(tx, caller, titleId, change, request), cancel);

    public async Task<Outcome<Shown>> ChangeAsync(Tx tx, Caller caller, string titleId, StateChange change, HttpRequest? request)
    {
        if (!IsThere(caller, titleId))
            return TitleAccess.NotFound;
        var (refusal, created) = (default(Refusal), false);
        var saved = await states.ChangeAsync(tx, caller.ProfileId, titleId, before =>
        {
            created = before.AddedAt is null;
            refusal = created && catalogue.Current.Find(titleId, caller).Refusal is { } unknown ? unknown
                : request is null ? null : ETags.Stale(request, created ? null : ETags.Of(before.Version));
            return refusal is null ? before with { Marks = change.Apply(before.Marks, states.Now) } : null;
        });
        if (refusal is not null)
            return refusal;
        if (change.Rating.Sent && await RateAsync(tx, caller.ProfileId, titleId, change.Rating.Stars) is { } refused)
            return refused;
        saved = await WatchStateStore.FindAsync(tx, caller.ProfileId, titleId) ?? saved;
        return await ShowAsync(tx, caller.ProfileId, saved!, created);
    }

    /// <summary>Forgets what was watched and said; what comes late from before does not bring it back.</summary>
    public Task<Outcome<Done>> ForgetAsync(Caller caller, string titleId, HttpRequest? request, CancellationToken cancel) => db.TransactAsync<Outcome<Done>>(
        async tx =>
        {
            var refusal = IsThere(caller, titleId) ? null : NotFound;
            if (refusal is not null)
                return refusal;
            await PlayStore.ForgetAllAsync(tx, caller.ProfileId, titleId);
            await states.ChangeAsync(tx, caller.ProfileId, titleId, before =>
            {
                refusal = before.AddedAt is null ? NotFound : request is null ? null : ETags.Stale(request, ETags.Of(before.Version));
                return refusal is null ? before with { Marks = new WatchMarks { ResetAt = states.Now }, Carried = null } : null;
            });
            return refusal is not null ? refusal : default(Done);
        },
        cancel);

    /// <summary>Stars are told to the one door: four and five are a like, one and two a dislike.</summary>
    private async Task<Refusal?> RateAsync(Tx tx, string profileId, string titleId, int? stars)
    {
        var kind = stars switch { >= 4 => SignalKind.Like, <= 2 => SignalKind.Dislike, _ => SignalKind.Unlike };
        var signal = new Signal { EventId = states.NewId(), Kind = kind, At = states.Now, TitleId = titleId, Value = stars };
        if (catalogue.Current.TryOrdinal(titleId, out _))
            return (await door.RecordAsync(tx, profileId, [signal]))[0].Error;
        // A title that the catalogue does not have yet: the stars wait in the state.
        await states.ChangeAsync(tx, profileId, titleId, state => state with { Marks = state.Marks with { Rating = stars, RatingAt = signal.At, RatingId = signal.EventId } });
        return null;
    }

    private bool IsThere(Caller caller, string titleId) => catalogue.Current.IsThere(titleId, caller);

    private async Task<Shown> ShowAsync(Session session, string profileId, WatchState state, bool created)
    {
        var plays = await session.QueryAsync<PlayRow>(Plays, new { profileId, state.TitleId, most = MostPlays });
        plays.Reverse();
        return new Shown(state, StateReply.Of(state, plays, catalogue.Current), created);
    }

    private const string Plays = $"""
        select {PlayRow.Columns} from play where profile_id = @profileId and title_id = @TitleId order by ended_at desc, id desc limit @most
        """;

    internal sealed record Shown(WatchState State, StateReply Reply, bool Created);
}
