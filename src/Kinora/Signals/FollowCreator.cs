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
internal sealed class FollowCreator(IOpinions opinions, ICatalogue catalogue, Cursors cursors)
{
    internal sealed record Response(string CreatorId, string Name, bool Following);

    internal sealed record Item(string CreatorId, string Name, DateTimeOffset FollowedAt);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPut("/api/creators/{creatorId}/follow", FollowAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/creators/{creatorId}/follow", UnfollowAsync).Needs(Role.Viewer);
        endpoints.MapGet("/api/me/following", HandleListAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> FollowAsync(
        string creatorId, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        var (snapshot, creators) = (catalogue.Current, catalogue.Current.Creators);
        if (!creators.TryOrdinal(creatorId, out var ordinal) || !snapshot.MayLookAtCreator(ordinal, caller))
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

    private static async Task<IResult> HandleListAsync(Paged page, Caller caller, FollowCreator slice, CancellationToken cancel) =>
        (await slice.ListAsync(page, caller, cancel)).ToHttp();

    /// <summary>Whom the caller's profile follows, the newest first, without those of whom nothing is there for it.</summary>
    public async Task<Outcome<Page<Item>>> ListAsync(Paged page, Caller caller, CancellationToken cancel)
    {
        var (snapshot, creators) = (catalogue.Current, catalogue.Current.Creators);
        var followed = await cursors.PageAsync<Followed, TimePlace>(
            page, caller.ProfileId, (after, count) => opinions.FollowedAsync(caller.ProfileId, after, count, cancel),
            last => new TimePlace(last.At, last.EventId));
        return followed.Then(found => new Page<Item>(
            [
                .. from one in found.Items
                   let ordinal = creators.TryOrdinal(one.CreatorId, out var known) ? known : -1
                   where ordinal < 0 || snapshot.MayLookAtCreator(ordinal, caller)
                   select new Item(one.CreatorId, ordinal < 0 ? one.CreatorId : creators.NameOf(ordinal), DateTimeOffset.FromUnixTimeMilliseconds(one.At)),
            ],
            found.NextCursor, found.Total));
    }
}
