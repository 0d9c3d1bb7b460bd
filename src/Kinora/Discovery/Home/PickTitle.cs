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

/// <summary>One title for who does not want to choose: that fits the mood, the genre and the time there is, and was not seen.</summary>
internal sealed class PickTitle(HomeRails home, ProfileStates profiles, TimeProvider time)
{
    private const int MostMinutes = 100_000;

    internal sealed record Response(GetHome.Place Item);

    /// <summary>What it must fit.</summary>
    /// <param name="LongestMs">Whose length is unknown fits nothing.</param>
    /// <param name="Not">Titles that were offered already.</param>
    internal sealed record Wish(string? Mood, string? Genre, long LongestMs, IReadOnlyCollection<int> Not);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/recommendations/mood", HandleAsync).Needs(Role.Viewer);

    /// <summary>One title that fits the mood, the genre and the time there is, and was not seen.</summary>
    private static async Task<IResult> HandleAsync(
        string? mood, string? genre, long? duration_max_ms, double? duration_max, Caller caller, PickTitle slice, ICatalogue catalogue,
        ITitleReplies titles, CancellationToken cancel)
    {
        if (duration_max_ms <= 0 || duration_max is not (null or (> 0 and < MostMinutes)))
            return new Refusal(RefusalKind.Invalid, "duration-max-out-of-range", "Above 0.", duration_max_ms <= 0 ? "duration_max_ms" : "duration_max").ToHttp();
        var (snapshot, longest) = (catalogue.Current, duration_max_ms ?? (long?)(duration_max * 60_000) ?? long.MaxValue);
        var item = await slice.RunAsync(snapshot, new Wish(mood, genre, longest, []), caller, cancel);
        if (item is null)
            return new Refusal(RefusalKind.NotFound, "nothing-fits", "No unseen title fits: allow more time, or another mood or genre.").ToHttp();
        var places = await GetHome.PlacesAsync([item], caller, snapshot, titles, cancel);
        return Results.Json(new Response(places[0]));
    }

    /// <summary>The best that fits, with its reason; null where nothing does.</summary>
    public async Task<RailItem?> RunAsync(CatalogueSnapshot snapshot, Wish wish, Caller caller, CancellationToken cancel)
    {
        using var held = await profiles.HoldAsync(caller, cancel);
        await held.CatchUpAsync(cancel);
        var context = home.Context(held, snapshot, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (Best(context, snapshot, wish) is not { } best)
            return null;
        var item = OwnRails.Item(best, context, snapshot);
        return string.IsNullOrEmpty(wish.Mood) ? item : item with { Reason = DiscoveryWords.ForMood(wish.Mood) };
    }

    private static RailPick? Best(RailContext context, CatalogueSnapshot snapshot, Wish wish)
    {
        RailPick? best = null;
        var neighbours = context.Neighbours();
        for (var title = 0; title < snapshot.Count; title++)
        {
            if (!snapshot.Has(title) || context.Columns.DurationOf(title) is var duration && (duration <= 0 || duration > wish.LongestMs)
                || !Has(snapshot.MoodsOf(title), snapshot.Words.Moods, wish.Mood) || !Has(snapshot.GenresOf(title), snapshot.Words.Genres, wish.Genre)
                || wish.Not.Contains(title) || !context.MayAsNew(title))
            {
                continue;
            }

            var score = context.Taste.Corrections.Of(context.Columns, title, ForYou.Warm(context, neighbours, title));
            if (best is null || score > best.Value.Score)
                best = new RailPick(title, score, default);
        }

        return best is { } found ? found with { Cause = ForYou.CauseOf(context, found.Title) } : null;
    }

    private static bool Has(ReadOnlySpan<int> numbers, Terms terms, string? word) =>
        string.IsNullOrEmpty(word) || (terms.TryNumber(word, out var number) && numbers.Contains(number));
}
