using Kinora.Catalog.Contracts;
using Kinora.Discovery.Home;
using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Pages;

/// <summary>The rail of similar titles below a title, when it is scrolled to.</summary>
internal static class SimilarRail
{
    private const int Most = 20;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/titles/{id}/similar", RunAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();

    private static async Task<RazorComponentResult<Fragment>> RunAsync(
        string id, Caller caller, ICatalogue catalogue, ProfileStates profiles, SharedStates shared, IViewerMarks marks, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var found = snapshot.Find(id, caller);
        if (found.Refusal is not null)
            return Fragment.Of(_ => { });
        var title = found.Value;
        var near = await GetSimilar.NearAsync(title, Most, caller, profiles, shared, snapshot.Columns, cancel);
        var known = await marks.OfAsync(caller.ProfileId, snapshot, near.ConvertAll(one => one.Title), cancel);
        List<CardData> cards =
        [
            .. near.Select((one, place) => snapshot.Card(one.Title, caller, "title", GetSimilar.Common(snapshot, title, one.Title), known[place])),
        ];
        return Fragment.Of(cards.Count == 0 ? _ => { } : Cards.Rail(new RailData("similar", HomeWords.Similar, cards)));
    }
}
