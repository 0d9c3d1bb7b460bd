using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals;

/// <summary>"Not interested" in a title, its creator or a topic: at once, undoable, and listed.</summary>
internal sealed class NotInterested(IOpinions opinions, ICatalogue catalogue, Cursors cursors)
{
    internal sealed record Request
    {
        public HideScope? Scope { get; init; }

        public string? Topic { get; init; }
    }

    /// <summary>Something that is hidden.</summary>
    /// <param name="Undo">The address that takes it back by DELETE.</param>
    internal sealed record Item(HideScope Scope, string Id, string Name, DateTimeOffset HiddenAt, string Undo);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/viewing/not-interested/{titleId}", HideAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/viewing/not-interested/{titleId}", UndoAsync).Needs(Role.Viewer);
        endpoints.MapGet("/api/viewing/not-interested", HandleListAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> HideAsync(
        HttpContext http, Request? request, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var found = HideTarget.Find(snapshot, caller, LastSegment(http), request?.Scope, request?.Topic);
        if (found.Refusal is { } refusal)
            return refusal.ToHttp();
        var signal = clock.Make(SignalKind.Hide, found.Value.TitleId, found.Value.Target);
        var result = (await door.RecordAsync(caller.ProfileId, [signal], cancel))[0];
        return result.Error?.ToHttp() ?? Results.Json(Render(snapshot, new Hidden { Target = found.Value.Target, At = signal.At, EventId = signal.EventId }));
    }

    private static async Task<IResult> UndoAsync(
        HttpContext http, string? scope, string? topic, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock,
        CancellationToken cancel)
    {
        if (!HideTarget.TryScope(scope, out var how))
            return new Refusal(RefusalKind.Invalid, "scope-unknown", "title, creator or topic.", "scope").ToHttp();
        var found = HideTarget.Find(catalogue.Current, caller, LastSegment(http), how, topic);
        if (found.Refusal is { } refusal)
            return refusal.ToHttp();
        await door.RecordAsync(caller.ProfileId, [clock.Make(SignalKind.Unhide, found.Value.TitleId, found.Value.Target)], cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> HandleListAsync(Paged page, Caller caller, NotInterested slice, CancellationToken cancel) =>
        (await slice.ListAsync(page, caller, cancel)).ToHttp();

    /// <summary>What the caller's profile has hidden, the newest first, without what is not there for it.</summary>
    public async Task<Outcome<Page<Item>>> ListAsync(Paged page, Caller caller, CancellationToken cancel)
    {
        var hidden = await cursors.PageAsync<Hidden, TimePlace>(
            page, caller.ProfileId, (after, count) => opinions.HiddenAsync(caller.ProfileId, after, count, cancel),
            last => new TimePlace(last.At, last.EventId));
        var snapshot = catalogue.Current;
        return hidden.Then(found => new Page<Item>(
            [.. found.Items.Where(one => IsThere(snapshot, one, caller)).Select(one => Render(snapshot, one))], found.NextCursor, found.Total));
    }

    /// <summary>A title that has gone stays on the list, by its id; one above the ceiling does not.</summary>
    private static bool IsThere(CatalogueSnapshot snapshot, Hidden hidden, Caller caller) => HideTarget.Split(hidden.Target) switch
    {
        (HideScope.Title, var id) => !snapshot.TryOrdinal(id, out var ordinal) || !snapshot.Has(ordinal)
            || snapshot.IsWithin(ordinal, caller),
        (HideScope.Creator, var id) => !snapshot.Creators.TryOrdinal(id, out var creator) || snapshot.MayLookAtCreator(creator, caller),
        _ => true,
    };

    private static Item Render(CatalogueSnapshot snapshot, Hidden hidden)
    {
        var (scope, id) = HideTarget.Split(hidden.Target);
        var name = scope switch
        {
            HideScope.Title => snapshot.TryOrdinal(id, out var ordinal) && snapshot.Has(ordinal) ? snapshot.NameOf(ordinal) : id,
            HideScope.Creator => snapshot.Creators.TryOrdinal(id, out var creator) ? snapshot.Creators.NameOf(creator) : id,
            HideScope.Topic => id,
        };
        var path = Uri.EscapeDataString(scope == HideScope.Title ? id : hidden.Target);
        var undo = $"/api/viewing/not-interested/{path}?scope={scope.ToString().ToLowerInvariant()}";
        return new Item(scope, id, name, DateTimeOffset.FromUnixTimeMilliseconds(hidden.At), undo);
    }

    /// <summary>
    /// The last part of the path as it was sent, decoded once: a topic is free text, and the server leaves an encoded slash as it is.
    /// </summary>
    private static string LastSegment(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
