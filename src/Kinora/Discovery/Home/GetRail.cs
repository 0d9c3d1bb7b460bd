using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Rails;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Home;

/// <summary>Single rails, and one title for who does not want to choose.</summary>
internal static class GetRail
{
    private const int MostMinutes = 100_000;

    internal sealed record Response(IReadOnlyList<GetHome.Place> Items, string? NextCursor);

    internal sealed record Mood(GetHome.Place Item);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/recommendations").Needs(Role.Viewer);
        foreach (var rail in (string[])["for_you", "trending", "new_episodes", "household", "featured"])
            Rail(group, rail);
        group.MapGet("/mood", PickAsync);
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

    /// <summary>One title that fits the mood, the genre and the time there is, and was not seen.</summary>
    private static async Task<IResult> PickAsync(
        string? mood, string? genre, long? duration_max_ms, double? duration_max, Caller caller, HomeRails home, ProfileStates profiles,
        ICatalogue catalogue, ITitleReplies titles, TimeProvider time, CancellationToken cancel)
    {
        if (duration_max_ms <= 0 || duration_max is not (null or (> 0 and < MostMinutes)))
            return new Refusal(RefusalKind.Invalid, "duration-max-out-of-range", "Above 0.", duration_max_ms <= 0 ? "duration_max_ms" : "duration_max").ToHttp();
        var (snapshot, longest) = (catalogue.Current, duration_max_ms ?? (long?)(duration_max * 60_000) ?? long.MaxValue);
        var item = await UnderHoldAsync(
            caller, home, profiles, snapshot, time,
            context => Best(context, snapshot, mood, genre, longest) is { } best ? OwnRails.Item(best, context, snapshot) : null, cancel);
        if (item is null)
            return new Refusal(RefusalKind.NotFound, "nothing-fits", "No unseen title fits: allow more time, or another mood or genre.").ToHttp();
        var places = await GetHome.PlacesAsync([mood is null ? item : item with { Reason = DiscoveryWords.ForMood(mood) }], caller, snapshot, titles, cancel);
        return Results.Json(new Mood(places[0]));
    }

    private static RailPick? Best(RailContext context, CatalogueSnapshot snapshot, string? mood, string? genre, long longest)
    {
        RailPick? best = null;
        for (var title = 0; title < snapshot.Count; title++)
        {
            if (!snapshot.Has(title) || context.Columns.DurationOf(title) is var duration && (duration <= 0 || duration > longest)
                || !Has(snapshot.MoodsOf(title), snapshot.Words.Moods, mood) || !Has(snapshot.GenresOf(title), snapshot.Words.Genres, genre)
                || !context.MayAsNew(title))
            {
                continue;
            }

            var score = ForYou.Baseline(context, title);
            if (best is null || score > best.Value.Score)
                best = new RailPick(title, score, default);
        }

        return best;
    }

    private static bool Has(ReadOnlySpan<int> numbers, Terms terms, string? word) =>
        string.IsNullOrEmpty(word) || (terms.TryNumber(word, out var number) && numbers.Contains(number));

    private static async Task<T> UnderHoldAsync<T>(
        Caller caller, HomeRails home, ProfileStates profiles, CatalogueSnapshot snapshot, TimeProvider time, Func<RailContext, T> ask,
        CancellationToken cancel)
    {
        using var held = await profiles.HoldAsync(caller, cancel);
        await held.CatchUpAsync(cancel);
        return ask(home.Context(held, snapshot, time.GetUtcNow().ToUnixTimeMilliseconds()));
    }
}
