using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Home;

/// <summary>Titles most like one title: by creator, genres, tags and words, and by who had both where that was learned; each with what they have in common.</summary>
internal static class GetSimilar
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/catalog/titles/{id}/similar", RunAsync).NeedsViewerUnlessPublic();

    private static async Task<IResult> RunAsync(
        string id, Paged paged, Caller? caller, ProfileStates profiles, SharedStates shared, ICatalogue catalogue, ITitleReplies titles, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var found = snapshot.Find(id, caller);
        if (found.Refusal is { } refusal)
            return refusal.ToHttp();
        var title = found.Value;
        var near = await NearAsync(title, paged.Limit, caller, profiles, shared, snapshot.Columns, cancel);
        var replies = await titles.OfAsync(caller, snapshot, near.ConvertAll(one => one.Title), cancel);
        var items = near.Select((one, place) => new GetHome.Place(
            RailItemKind.Title, replies[place], null, Common(snapshot, title, one.Title), Math.Round(one.Likeness, 4)));
        return Results.Json(new GetRail.Response([.. items], null));
    }

    public static async Task<List<(int Title, double Likeness)>> NearAsync(
        int title, int limit, Caller? caller, ProfileStates profiles, SharedStates shared, CatalogueColumns columns, CancellationToken cancel)
    {
        var model = shared.Current.Model;
        if (caller is null)
            return Nearest.To(columns, title, other => Shown(new ProfileState(), columns, other), limit, model);
        using var held = await profiles.HoldAsync(caller, cancel);
        return Nearest.To(columns, title, other => Shown(held.State, columns, other), limit, model);
    }

    private static bool Shown(ProfileState state, CatalogueColumns columns, int title) =>
        RailContext.IsShown(columns.KindOf(title)) && Allowance.May(state, columns, title);

    public static string Common(CatalogueSnapshot snapshot, int title, int other)
    {
        var creator = snapshot.CreatorOf(title);
        if (creator >= 0 && creator == snapshot.CreatorOf(other))
            return DiscoveryWords.AlsoFrom(snapshot.Creators.NameOf(creator));
        foreach (var genre in snapshot.GenresOf(title))
        {
            if (snapshot.GenresOf(other).Contains(genre))
                return DiscoveryWords.GenreLike(snapshot.Words.Genres[genre], snapshot.NameOf(title));
        }

        return DiscoveryWords.Like(snapshot.NameOf(title));
    }
}
