using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Home;

/// <summary>The rails of the home page.</summary>
internal static class GetHome
{
    internal sealed record Response(IReadOnlyList<Rail> Rails);

    internal sealed record Rail(string Name, IReadOnlyList<Place> Items)
    {
        [System.Text.Json.Serialization.JsonPropertyName("rail")]
        public required string Id { get; init; }
    }

    /// <summary>One place: a title, or a collection.</summary>
    internal sealed record Place(RailItemKind Kind, TitleReply? Title, CollectionCard? Collection, string Reason, double Score);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/recommendations/home", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        HttpContext http, Caller caller, HomeRails home, ICatalogue catalogue, ITitleReplies titles, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        var snapshot = catalogue.Current;
        var kept = await home.KeptAsync(caller, snapshot, cancel);
        kept.Reply ??= await RenderAsync(kept.Rails, caller, snapshot, titles, cancel);
        return Results.Bytes(kept.Reply, "application/json; charset=utf-8");
    }

    private static async Task<byte[]> RenderAsync(
        IReadOnlyList<HomeRail> rails, Caller caller, CatalogueSnapshot snapshot, ITitleReplies titles, CancellationToken cancel)
    {
        var places = await PlacesAsync([.. rails.SelectMany(rail => rail.Items)], caller, snapshot, titles, cancel);
        var next = 0;
        var reply = new Response([.. rails.Select(rail => new Rail(rail.Name, [.. rail.Items.Select(_ => places[next++])]) { Id = rail.Rail })]);
        return JsonSerializer.SerializeToUtf8Bytes(reply, KinoraJson.Options);
    }

    /// <summary>One place an item, in the same order; the titles are rendered together.</summary>
    public static async Task<List<Place>> PlacesAsync(
        IReadOnlyList<RailItem> items, Caller caller, CatalogueSnapshot snapshot, ITitleReplies titles, CancellationToken cancel)
    {
        var shown = items.Where(item => item.Ordinal >= 0).Select(item => item.Ordinal).ToList();
        var replies = new Queue<TitleReply>(await titles.OfAsync(caller, snapshot, shown, cancel));
        return [.. items.Select(item => new Place(
            item.Kind, item.Ordinal >= 0 ? replies.Dequeue() : null, item.Collection, item.Reason, item.Score))];
    }
}
