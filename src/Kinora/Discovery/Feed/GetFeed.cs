using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Feed;

/// <summary>One page of the feed.</summary>
internal static class GetFeed
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/feed", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        HttpContext http, FeedQuery query, Caller caller, ProfileStates profiles, FeedPages pages, ICatalogue catalogue,
        ITitleReplies titles, TimeProvider time, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (IsLookAhead(http))
            return Results.NoContent();
        var cursor = pages.Read(query, caller);
        if (cursor.Refusal is { } invalid)
            return invalid.ToHttp();
        var named = query.FeedSession ?? Guid.CreateVersion7(time.GetUtcNow());
        var place = cursor.Value ?? new FeedPlace(named, 1, query.Filters);

        var snapshot = catalogue.Current;
        StoredPage page;
        List<FeedItem> shown;
        using (var held = await profiles.HoldAsync(caller, cancel))
        {
            var found = await pages.GetAsync(held, caller, query, place, snapshot, cancel);
            if (found.Refusal is { } refusal)
                return refusal.ToHttp();
            page = found.Value;
            shown = [.. page.Page.Items.Where(item => Allowance.May(held.State, snapshot.Columns, item.Title))];
        }

        return Results.Json(await FeedReply.OfAsync(page, shown, caller, snapshot, titles, cancel));
    }

    /// <summary>Nothing is handed out to who only looks: HEAD, which arrives as a GET whose body goes nowhere, and prefetching.</summary>
    private static bool IsLookAhead(HttpContext http) =>
        HttpMethods.IsHead(http.Request.Method) || ReferenceEquals(http.Response.Body, Stream.Null)
        || http.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);
}
