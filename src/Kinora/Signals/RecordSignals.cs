using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals;

/// <summary>Takes what players and pages report, up to 500 events at once, each with a result of its own.</summary>
internal static class RecordSignals
{
    public const int Most = 500;

    private const int MostIntervals = 500;

    internal sealed record Request
    {
        public IReadOnlyList<Event>? Events { get; init; }
    }

    /// <summary>Every member may be anything: what is wrong is refused event by event.</summary>
    internal sealed record Event
    {
        public string? EventId { get; init; }

        public string? Kind { get; init; }

        public string? TitleId { get; init; }

        public string? At { get; init; }

        public long? PositionMs { get; init; }

        public long? DurationMs { get; init; }

        public IReadOnlyList<IReadOnlyList<long>?>? Watched { get; init; }

        public double? Value { get; init; }

        public string? Surface { get; init; }

        public string? Device { get; init; }

        public string? FeedSession { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/signals", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        Request request, Caller caller, ICatalogue catalogue, ISignalDoor door, CancellationToken cancel)
    {
        if (SignalBatch.Check(request.Events, Most) is { } refusal)
            return refusal.ToHttp();
        var snapshot = catalogue.Current;
        var read = request.Events!.Select(sent => Within(Read(sent), snapshot, caller)).ToList();
        var recorded = new Queue<SignalResult>(await door.RecordAsync(
            caller.ProfileId, [.. read.Where(one => one.Succeeded).Select(one => one.Value)], cancel));
        var results = read.Select((one, place) => one.Refusal is { } error
            ? new SignalResult(request.Events![place]?.EventId, SignalStatus.Refused, error)
            : recorded.Dequeue());
        return Results.Json(SignalReply.Of([.. results]));
    }

    /// <summary>A title above the profile's ceiling is as unknown as one that never was.</summary>
    private static Outcome<Signal> Within(Outcome<Signal> read, CatalogueSnapshot snapshot, Caller caller) =>
        read.Succeeded && read.Value.TitleId is { } id && snapshot.TryOrdinal(id, out var ordinal) && snapshot.Has(ordinal)
            && !snapshot.IsWithin(ordinal, caller)
            ? SignalRules.Refuse("title-unknown", $"There is no title '{id}'.", "title_id")
            : read;

    internal static Outcome<Signal> Read(Event? sent)
    {
        if (sent?.EventId is null)
            return SignalRules.Refuse("event-id-missing", "Every event has a UUID of its own.", "event_id");
        if (SignalKinds.Parse(sent.Kind) is not { } kind)
            return SignalRules.Refuse("kind-unknown", $"There is no kind of signal '{sent.Kind}'.", "kind");
        if (!kind.IsOpen())
            return SignalRules.Refuse("kind-not-open", $"'{sent.Kind}' has a route of its own.", "kind");
        if (!SignalTimes.TryParse(sent.At, out var at))
            return SignalRules.Refuse("at-invalid", "A time in ISO 8601, such as 2026-11-24T18:30:00Z.", "at");
        if (Watched(sent.Watched, out var watched) is { } refusal)
            return refusal;
        return new Signal
        {
            EventId = sent.EventId,
            Kind = kind,
            At = at,
            TitleId = sent.TitleId,
            PositionMs = sent.PositionMs,
            DurationMs = sent.DurationMs,
            Watched = watched,
            Value = sent.Value,
            Surface = sent.Surface,
            Device = sent.Device,
            FeedSession = sent.FeedSession,
        };
    }

    private static Refusal? Watched(IReadOnlyList<IReadOnlyList<long>?>? sent, out string? kept)
    {
        kept = null;
        if (sent is null or [])
            return null;
        if (sent.Count > MostIntervals || !sent.All(pair => pair is [>= 0 and var from, <= SignalTimes.LongestMs and var to] && from <= to))
            return SignalRules.Refuse("watched-invalid", $"At most {MostIntervals} pairs [from, to] in ms, from ≤ to.", "watched");
        kept = string.Create(CultureInfo.InvariantCulture, $"[{string.Join(',', sent.Select(pair => $"[{pair![0]},{pair[1]}]"))}]");
        return null;
    }
}
