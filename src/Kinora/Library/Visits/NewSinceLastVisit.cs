using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Visits;

/// <summary>Titles that came into the catalogue since the visit before this one, the newest first; nothing on somebody's first visit.</summary>
internal sealed class NewSinceLastVisit(Visits visits, ICatalogue catalogue, ITitleReplies replies, Cursors cursors)
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/user/videos/new-since-last-visit", HandleAsync).Needs(Role.Viewer).Produces<Page<TitleReply>>();

    private static async Task<IResult> HandleAsync(Paged page, Caller caller, NewSinceLastVisit slice, CancellationToken cancel) =>
        (await slice.RunAsync(page, caller, cancel)).ToHttp();

    /// <summary>Refused as the cursor is.</summary>
    public async Task<Outcome<Page<TitleReply>>> RunAsync(Paged page, Caller caller, CancellationToken cancel)
    {
        var (snapshot, known) = (catalogue.Current, await visits.TitlesBeforeAsync(caller.ProfileId, cancel));
        var found = await cursors.PageAsync<int, TimePlace>(
            page, caller.ProfileId,
            (after, count) => Task.FromResult(Newest(snapshot, known ?? snapshot.Count, (int?)after?.At ?? snapshot.Count, caller).Take(count).ToList()),
            last => new TimePlace(last, last.ToString(CultureInfo.InvariantCulture)));
        if (found.Refusal is { } refusal)
            return refusal;
        return new Page<TitleReply>(await replies.OfAsync(caller, snapshot, found.Value.Items, cancel), found.Value.NextCursor, null);
    }

    /// <summary>Ordinals are given in the order in which titles come, and are for life.</summary>
    private static IEnumerable<int> Newest(CatalogueSnapshot snapshot, int known, int below, Caller caller)
    {
        for (var title = below - 1; title >= known; title--)
        {
            if (snapshot.MayLookAt(title, caller) && snapshot.VisibilityOf(title) == Visibility.Public && snapshot.KindOf(title) != TitleKind.Season)
                yield return title;
        }
    }
}
