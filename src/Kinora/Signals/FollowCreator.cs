using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals;

/// <summary>Follows a creator, stops following, and lists who is followed.</summary>
internal static class FollowCreator
{
    internal sealed record Response(string CreatorId, string Name, bool Following);

    internal sealed record Item(string CreatorId, string Name, DateTimeOffset FollowedAt);

    internal sealed record List(IReadOnlyList<Item> Items, string? NextCursor, int Total);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPut("/api/creators/{creatorId}/follow", FollowAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/creators/{creatorId}/follow", UnfollowAsync).Needs(Role.Viewer);
        endpoints.MapGet("/api/me/following", ListAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> FollowAsync(
        string creatorId, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        var creators = catalogue.Current.Creators;
        if (!creators.TryOrdinal(creatorId, out var ordinal))
            return new Refusal(RefusalKind.NotFound, "creator-not-found", $"There is no creator '{creatorId}'.").ToHttp();
        await door.RecordAsync(caller.ProfileId, [clock.Make(SignalKind.Follow, target: $"creator:{creatorId}")], cancel);
        return Results.Json(new Response(creatorId, creators.NameOf(ordinal), true));
    }

    private static async Task<IResult> UnfollowAsync(
        string creatorId, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        if (catalogue.Current.Creators.TryOrdinal(creatorId, out _))
            await door.RecordAsync(caller.ProfileId, [clock.Make(SignalKind.Unfollow, target: $"creator:{creatorId}")], cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> ListAsync(Caller caller, ICatalogue catalogue, IOpinions opinions, CancellationToken cancel)
    {
        var creators = catalogue.Current.Creators;
        var items = (await opinions.FollowedAsync(caller.ProfileId, cancel)).Select(followed => new Item(
            followed.CreatorId,
            creators.TryOrdinal(followed.CreatorId, out var ordinal) ? creators.NameOf(ordinal) : followed.CreatorId,
            DateTimeOffset.FromUnixTimeMilliseconds(followed.At))).ToList();
        return Results.Json(new List(items, null, items.Count));
    }
}
