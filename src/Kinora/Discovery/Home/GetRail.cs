using Kinora.Catalog.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Home;

/// <summary>Single rails.</summary>
internal static class GetRail
{
    internal sealed record Response(IReadOnlyList<GetHome.Place> Items, string? NextCursor);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/recommendations").Needs(Role.Viewer);
        foreach (var rail in (string[])["for_you", "trending", "new_episodes", "household", "featured"])
            Rail(group, rail);
    }

    private static void Rail(RouteGroupBuilder group, string rail) => group.MapGet(
        "/" + rail.Replace('_', '-'),
        async (Paged paged, Caller caller, RailPages rails, ICatalogue catalogue, ITitleReplies titles, CancellationToken cancel) =>
        {
            var snapshot = catalogue.Current;
            var page = await rails.PageAsync(rail, paged, caller, snapshot, cancel);
            return page.Refusal is { } refusal
                ? refusal.ToHttp()
                : Results.Json(new Response(await GetHome.PlacesAsync(page.Value.Items, caller, snapshot, titles, cancel), page.Value.NextCursor));
        });
}
