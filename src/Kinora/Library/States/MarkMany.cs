using Kinora.Catalog.Contracts;
using Kinora.Library.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.States;

/// <summary>
/// Marks a whole series, one season of it, or everything before an episode. The reply says how each stood before, so that it can be taken
/// back through the batch.
/// </summary>
internal sealed class MarkMany(Db db, WatchStates states, ICatalogue catalogue)
{
    internal sealed record Request
    {
        public required WatchStatus WatchStatus { get; init; }

        /// <summary><c>title</c>, <c>season</c> (of an episode or a season), <c>series</c>, <c>before</c> (episodes before this one).</summary>
        public string Scope { get; init; } = "title";
    }

    internal sealed record Response(int Changed, IReadOnlyList<Before> Before);

    internal sealed record Before(string VideoId, WatchStatus WatchStatus);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/user/video/{videoId}/mark", HandleAsync).Needs(Role.Viewer).Produces<Response>();

    private static async Task<IResult> HandleAsync(string videoId, Request request, Caller caller, MarkMany slice, CancellationToken cancel) =>
        (await slice.RunAsync(caller, videoId, request, cancel)).ToHttp();

    /// <summary>Refused: <c>title-not-found</c>, <c>value-unknown</c>. What stands so already is left alone.</summary>
    public async Task<Outcome<Response>> RunAsync(Caller caller, string titleId, Request request, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var found = snapshot.Find(titleId, caller);
        if (found.Refusal is { } refusal)
            return refusal;
        if (request.Scope is not ("title" or "season" or "series" or "before"))
            return new Refusal(RefusalKind.Invalid, "value-unknown", "Must be one of: before, season, series, title.", "scope");
        var titles = Scope(snapshot, found.Value, request.Scope).Where(title => snapshot.MayLookAt(title, caller)).Select(snapshot.IdOf).ToList();
        return await db.TransactAsync(tx => MarkAsync(tx, caller.ProfileId, titles, request.WatchStatus), cancel);
    }

    private async Task<Response> MarkAsync(Tx tx, string profileId, List<string> titles, WatchStatus status)
    {
        var before = new List<Before>();
        foreach (var title in titles)
        {
            await states.ChangeAsync(tx, profileId, title, state =>
            {
                if (state.Status == status && (state.AddedAt is not null || status == WatchStatus.Unwatched))
                    return null;
                before.Add(new Before(title, state.Status));
                var marks = state.Marks with { Status = status, StatusAt = states.Now, CreatedAt = WatchState.Earlier(state.Marks.CreatedAt, states.Now) };
                return state with { Marks = marks };
            });
        }

        return new Response(before.Count, before);
    }

    /// <summary>The titles meant: of series and seasons their episodes, specials (season 0) only by the whole series or by themselves.</summary>
    internal static IEnumerable<int> Scope(CatalogueSnapshot snapshot, int title, string scope)
    {
        var series = snapshot.KindOf(title) == TitleKind.Series ? title : snapshot.SeriesOf(title);
        if (series < 0 || (scope == "title" && snapshot.KindOf(title) is not (TitleKind.Series or TitleKind.Season)))
            return scope == "before" ? [] : [title];
        var episodes = snapshot.MembersOf(series).Where(other => snapshot.KindOf(other) == TitleKind.Episode);
        var season = snapshot.SeasonOf(title);
        var place = (season, snapshot.EpisodeOf(title));
        return scope switch
        {
            "series" => episodes,
            "before" => episodes.Where(other => snapshot.SeasonOf(other) > 0 == season > 0
                && (snapshot.SeasonOf(other), snapshot.EpisodeOf(other)).CompareTo(place) < 0),
            _ when snapshot.KindOf(title) == TitleKind.Series => episodes,
            _ => episodes.Where(other => snapshot.SeasonOf(other) == season),
        };
    }
}
