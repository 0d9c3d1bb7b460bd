using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.States;

/// <summary>
/// A player's heartbeat: one signal of the kind progress, through the one door, and the state that it makes. One event id counts once,
/// through either.
/// </summary>
internal sealed class PutProgress(Db db, WatchStates states, ICatalogue catalogue, ISignalDoor door)
{
    internal sealed record Request
    {
        public long? PositionMs { get; init; }

        public long? DurationMs { get; init; }

        /// <summary>0–1, from players that know no positions.</summary>
        public double? Progress { get; init; }

        public required string EventId { get; init; }

        public required string At { get; init; }

        public string? Device { get; init; }

        /// <summary><c>playing</c>, <c>paused</c>, <c>stopped</c> or <c>ended</c>.</summary>
        public string? State { get; init; }
    }

    /// <summary>What the heartbeat left behind.</summary>
    /// <param name="Status"><c>recorded</c>, or <c>duplicate</c> where the event was known.</param>
    internal sealed record Response(string VideoId, string Status, StateReply State);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPut("/api/user/video/{videoId}/progress", HandleAsync).Needs(Role.Viewer).Produces<Response>();

    private static async Task<IResult> HandleAsync(
        string videoId, Request request, HttpContext http, Caller caller, PutProgress slice, CancellationToken cancel)
    {
        var done = await slice.RunAsync(caller, videoId, request, cancel);
        return done.ToHttp(value =>
        {
            http.Response.Headers.ETag = ETags.Of(value.State.Version);
            var status = value.Recorded ? "recorded" : "duplicate";
            return Results.Json(
                new Response(videoId, status, StateReply.Of(value.State, [], slice.Snapshot)),
                statusCode: value.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });
    }

    private CatalogueSnapshot Snapshot => catalogue.Current;

    private async Task<Outcome<Told>> RunAsync(Caller caller, string titleId, Request request, CancellationToken cancel)
    {
        var found = catalogue.Current.Find(titleId, caller);
        if (found.Refusal is { } unknown && !(catalogue.Current.TryOrdinal(titleId, out var gone) && !catalogue.Current.Has(gone)))
            return unknown;
        var read = Read(titleId, request, catalogue.Current);
        if (read.Refusal is { } refusal)
            return refusal;
        return await db.TransactAsync(tx => RecordAsync(tx, caller.ProfileId, read.Value), cancel);
    }

    private async Task<Outcome<Told>> RecordAsync(Tx tx, string profileId, Signal signal)
    {
        var result = (await door.RecordAsync(tx, profileId, [signal]))[0];
        if (result.Error is { } refused)
            return refused;
        var state = await WatchStateStore.FindAsync(tx, profileId, signal.TitleId!);
        var created = state?.AddedAt is null;
        if (created && result.Status == SignalStatus.Recorded && !(state?.Marks.ResetAt >= signal.At))
        {
            state = await states.ChangeAsync(tx, profileId, signal.TitleId!, before => before with
            {
                Marks = before.Marks with { CreatedAt = WatchState.Earlier(before.Marks.CreatedAt, signal.At) },
            });
        }

        return new Told(state!, result.Status == SignalStatus.Recorded, created && result.Status == SignalStatus.Recorded);
    }

    private static Outcome<Signal> Read(string titleId, Request request, CatalogueSnapshot snapshot)
    {
        if (!SignalTimes.TryParse(request.At, out var at))
            return new Refusal(RefusalKind.Invalid, "at-invalid", "A time in ISO 8601, such as 2026-11-24T18:30:00Z.", "at");
        if (request.Progress is < 0 or > 1 or double.NaN)
            return new Refusal(RefusalKind.Invalid, "value-invalid", "A number from 0 to 1.", "progress");
        if (request.PositionMs is null && request.Progress is null)
            return new Refusal(RefusalKind.Invalid, "member-missing", "Needed: position_ms, or progress from 0 to 1.", "position_ms");
        if (request.State is not (null or "playing" or "paused" or "stopped" or "ended"))
            return new Refusal(RefusalKind.Invalid, "value-unknown", "Must be one of: ended, paused, playing, stopped.", "state");
        var known = snapshot.TryOrdinal(titleId, out var ordinal) && snapshot.Has(ordinal) ? snapshot.Columns.DurationOf(ordinal) : 0;
        var duration = request.DurationMs is > 0 ? request.DurationMs.Value : known;
        var position = request.PositionMs ?? (duration > 0 ? (long)(request.Progress!.Value * duration) : (long?)null);
        return new Signal
        {
            EventId = request.EventId,
            Kind = request.State == "ended" ? SignalKind.Complete : SignalKind.Progress,
            At = at,
            TitleId = titleId,
            PositionMs = position,
            DurationMs = request.DurationMs,
            Value = position is null ? request.Progress : null,
            Device = request.Device,
            Surface = "player",
        };
    }

    private sealed record Told(WatchState State, bool Recorded, bool Created);
}
