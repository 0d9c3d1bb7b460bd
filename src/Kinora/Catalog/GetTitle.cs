using System.Diagnostics.CodeAnalysis;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Titles;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>One title with all that is known of it: seasons and episodes, and why it cannot be watched where it cannot. Writes nothing.</summary>
internal sealed class GetTitle(ITitleReplies replies)
{
    /// <summary>A title with the seasons of its series.</summary>
    internal sealed record Response : TitleReply
    {
        [SetsRequiredMembers]
        public Response(TitleReply title)
            : base(title)
        {
        }

        /// <summary>Of a series; empty for all others.</summary>
        public IReadOnlyList<Season> Seasons { get; init; } = [];
    }

    /// <summary>A season: its own title where the catalogue has one, and its episodes in order.</summary>
    internal sealed record Season(int Number, TitleReply? Title, IReadOnlyList<TitleReply> Episodes);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/catalog/titles/{id}", HandleAsync).NeedsViewerUnlessPublic();

    private static async Task<IResult> HandleAsync(
        string id, HttpContext context, Caller? caller, ICatalogue catalogue, GetTitle slice, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var found = snapshot.Find(id, caller);
        if (found.Refusal is { } refusal)
            return refusal.ToHttp();
        var response = await slice.RunAsync(snapshot, found.Value, caller, cancel);
        context.Response.Headers.ETag = ETags.Of(response.Revision);
        return Results.Json(response);
    }

    /// <summary>The caller may look at the title.</summary>
    public async Task<Response> RunAsync(CatalogueSnapshot snapshot, int ordinal, Caller? caller, CancellationToken cancel)
    {
        // Load
        List<int> members = snapshot.KindOf(ordinal) == TitleKind.Series
            ? [.. snapshot.MembersOf(ordinal).Where(other => snapshot.KindOf(other) == TitleKind.Season), .. Episodes.Of(snapshot, ordinal)]
            : [];
        members.RemoveAll(other => !snapshot.MayLookAt(other, caller) || snapshot.VisibilityOf(other) == Visibility.Removed);
        var all = await replies.OfAsync(caller, snapshot, [ordinal, .. members], cancel);

        // Decide
        var seasons = members.Zip(all.Skip(1)).GroupBy(pair => snapshot.SeasonOf(pair.First))
            .OrderBy(group => group.Key == 0).ThenBy(group => group.Key)
            .Select(group => new Season(
                group.Key,
                group.Select(pair => pair.Second).FirstOrDefault(title => title.Kind == TitleKind.Season),
                [.. group.Select(pair => pair.Second).Where(title => title.Kind == TitleKind.Episode)]));
        return new Response(all[0]) { Seasons = [.. seasons] };
    }
}
