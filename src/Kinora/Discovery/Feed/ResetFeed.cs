using Kinora.Discovery.Profiles;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Feed;

/// <summary>Begins anew: what was before says nothing about taste any more. Sights, holds, hides, ratings and states stay.</summary>
internal static class ResetFeed
{
    internal sealed record Response(DateTimeOffset ResetAt);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/feed/reset", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        Caller caller, ProfileStates profiles, IProfileVersions versions, Db db, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        using var held = await profiles.HoldAsync(caller.ProfileId, cancel);
        await db.TransactAsync(
            async tx =>
            {
                var version = await versions.MoveAsync(tx, caller.ProfileId);
                await ProfileStore.ResetAsync(tx, caller.ProfileId, version, now.ToUnixTimeMilliseconds());
            },
            cancel);
        await held.CatchUpAsync(cancel);
        return Results.Json(new Response(now));
    }
}
