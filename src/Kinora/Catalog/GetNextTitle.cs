using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>What to play after a title: the real next episode, over the end of a season too.</summary>
internal static class GetNextTitle
{
    internal sealed record Item(RailItemKind Kind, TitleReply Title, string Reason, double Score);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/catalog/titles/{id}/next", RunAsync).NeedsViewerUnlessPublic();

    private static async Task<IResult> RunAsync(
        string id, Caller? caller, ICatalogue catalogue, ITitleReplies replies, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var found = snapshot.Find(id, caller);
        if (found.Refusal is { } refusal)
            return refusal.ToHttp();
        var next = Episodes.After(snapshot, found.Value, other => snapshot.IsAvailable(other) && snapshot.MayLookAt(other, caller));
        if (next < 0)
            return Results.Json(new Page<Item>([], null, 0));
        var title = (await replies.OfAsync(caller, snapshot, [next], cancel))[0];
        return Results.Json(new Page<Item>([new Item(RailItemKind.Title, title, "Next episode", 1)], null, 1));
    }
}
