using Kinora.Discovery.Profiles;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Profiles;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Feed;

/// <summary>
/// Takes what was really seen of the feed: at least half visible for at least half a second. Resending is safe. A title that was not handed
/// out in that feed session, or a feed session that has ended, is seen all the same.
/// </summary>
internal static class RecordImpressions
{
    public const int Most = 100;

    private const int LeastVisibleMs = 500;

    internal sealed record Request
    {
        public string? FeedSession { get; init; }

        public IReadOnlyList<Event?>? Events { get; init; }
    }

    /// <summary><c>position</c> and <c>surface</c> are echoes: kept as told, never a reason to refuse.</summary>
    internal sealed record Event
    {
        public string? EventId { get; init; }

        public string? TitleId { get; init; }

        public string? At { get; init; }

        public long? VisibleMs { get; init; }

        public double? Position { get; init; }

        public string? Surface { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/feed/impressions", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        Request request, Caller caller, ProfileStates profiles, FeedStore store, Catalog.Contracts.ICatalogue catalogue, ISignalDoor door,
        CancellationToken cancel)
    {
        if (SignalBatch.Check(request.Events, Most) is { } refusal)
            return refusal.ToHttp();
        if (!Guid.TryParseExact(request.FeedSession, "D", out var session))
            return Invalid("feed-session-invalid", "A feed session is named by a UUID.", "feed_session").ToHttp();
        var (read, known) = (request.Events!.Select(sent => Read(sent, session)).ToList(), false);
        using (var held = await profiles.HoldAsync(caller.ProfileId, cancel))
        {
            if (held.State.Session(session) is { } live)
                (read, known) = (read.ConvertAll(one => one.Then(signal => Serving(signal, live, catalogue.Current))), true);
        }

        if (!known && await store.SessionAsync(session.ToString(), cancel) is { } row && row.ProfileId != caller.ProfileId)
            return new Refusal(RefusalKind.NotFound, "feed-session-not-found", "You have no feed session of that name.", "feed_session").ToHttp();
        var recorded = new Queue<SignalResult>(await door.RecordAsync(
            caller.ProfileId, [.. read.Where(one => one.Succeeded).Select(one => one.Value)], cancel));
        return Results.Json(SignalReply.Of([.. read.Select((one, place) => one.Refusal is { } error
            ? new SignalResult(request.Events![place]?.EventId, SignalStatus.Refused, error)
            : recorded.Dequeue())]));
    }

    internal static Outcome<Signal> Read(Event? sent, Guid session)
    {
        if (sent?.EventId is null)
            return Invalid("event-id-missing", "Every event has a UUID of its own.", "event_id");
        if (!SignalTimes.TryParse(sent.At, out var at))
            return Invalid("at-invalid", "A time in ISO 8601, such as 2026-11-24T18:30:00Z.", "at");
        if (sent.VisibleMs is not >= LeastVisibleMs)
            return Invalid("not-visible", $"Visible for less than {LeastVisibleMs} ms.", "visible_ms");
        return new Signal
        {
            EventId = sent.EventId,
            Kind = SignalKind.Seen,
            TitleId = sent.TitleId,
            At = at,
            FeedSession = session.ToString(),
            DurationMs = Math.Min(sent.VisibleMs.Value, SignalTimes.LongestMs),
            Value = sent.Position is { } position && Math.Abs(position) <= 1e12 ? position : null,
            Surface = SignalTimes.IsWord(sent.Surface) ? sent.Surface : null,
        };
    }

    private static Signal Serving(Signal signal, FeedSessionState live, Catalog.Contracts.CatalogueSnapshot snapshot) =>
        signal.TitleId is not null && snapshot.TryOrdinal(signal.TitleId, out var ordinal) && live.HoldOf(ordinal) is { } hold
            ? signal with { ServedAt = hold.ServedMs }
            : signal;

    private static Refusal Invalid(string code, string detail, string field) => new(RefusalKind.Invalid, code, detail, field);
}
