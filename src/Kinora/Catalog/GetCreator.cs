using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>A creator and their titles, newest first.</summary>
internal static class GetCreator
{
    internal sealed record Response(string Id, string Name, IReadOnlyList<TitleReply> Items, string? NextCursor, long Total);

    /// <summary>The last title of a page.</summary>
    internal sealed record Place(long At, int Ordinal);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/catalog/creators/{id}", RunAsync).NeedsViewerUnlessPublic();

    private static async Task<IResult> RunAsync(
        string id, Paged page, Caller? caller, ICatalogue catalogue, Cursors cursors, ITitleReplies replies, CancellationToken cancel)
    {
        // Load
        var (snapshot, owner) = (catalogue.Current, caller?.UserId ?? "");
        if (!snapshot.Creators.TryOrdinal(id, out var creator))
            return NotFound;
        var after = cursors.Read<Place>(page.Cursor, owner, page.Question);
        if (after.Refusal is { } refusal)
            return refusal.ToHttp();

        // Decide
        var titles = TitlesOf(snapshot, creator, caller);
        if (titles.Count == 0)
            return NotFound;
        var rest = after.Value is not { } last ? titles : [.. titles.Where(title => Compare(title, last) > 0)];
        var shown = rest.Take(page.Limit).ToList();
        var next = rest.Count > shown.Count ? cursors.Protect(shown[^1], owner, page.Question) : null;
        var items = await replies.OfAsync(caller, snapshot, shown.ConvertAll(title => title.Ordinal), cancel);
        return Results.Json(new Response(id, snapshot.Creators.NameOf(creator), items, next, titles.Count));
    }

    private static List<Place> TitlesOf(CatalogueSnapshot snapshot, int creator, Caller? caller)
    {
        var ordinals = new List<int>();
        snapshot.Columns.AddWith(Feature.Creator(creator), ordinals);
        var titles = ordinals
            .Where(ordinal => snapshot.CreatorOf(ordinal) == creator && snapshot.VisibilityOf(ordinal) != Visibility.Removed && snapshot.MayLookAt(ordinal, caller))
            .Select(ordinal => new Place(snapshot.Columns.DatedAt(ordinal), ordinal)).ToList();
        titles.Sort(Compare);
        return titles;
    }

    /// <summary>Newest first; what has no date comes last.</summary>
    private static int Compare(Place a, Place b) => a.At != b.At ? b.At.CompareTo(a.At) : a.Ordinal.CompareTo(b.Ordinal);

    private static IResult NotFound => new Refusal(RefusalKind.NotFound, "creator-not-found", "There is no such creator.").ToHttp();
}
