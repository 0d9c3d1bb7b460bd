using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Profiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Profiles;

/// <summary>What one of my profiles watched, in figures: of the titles that its state remembers, an episode as its series.</summary>
internal static class GetProfileStats
{
    private const int Most = 10;
    private const double HourMs = 3_600_000;

    /// <summary>The figures.</summary>
    /// <param name="Genres">A title counts with all its hours in each of its genres; most hours first.</param>
    /// <param name="TopTitles">Most hours first, of those that may be shown to who asks.</param>
    internal sealed record Response(double Hours, int Titles, int Completed, IReadOnlyList<GenreHours> Genres, IReadOnlyList<TitleHours> TopTitles);

    internal sealed record GenreHours(string Genre, double Hours);

    internal sealed record TitleHours(TitleReply Title, double Hours);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/profiles/{id}/stats", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        string id, Caller caller, IProfiles accounts, ProfileStates profiles, ICatalogue catalogue, ITitleReplies titles, CancellationToken cancel)
    {
        // Load
        if (await accounts.FindAsync(id, cancel) is not { } profile || profile.UserId != caller.UserId)
            return new Refusal(RefusalKind.NotFound, "profile-not-found", "You have no such profile.").ToHttp();
        var snapshot = catalogue.Current;
        List<Viewing> viewings;
        using (var held = await profiles.HoldAsync(id, cancel))
        {
            await held.CatchUpAsync(cancel);
            viewings = held.State.Viewings.All(snapshot.Columns, long.MinValue, held.State.Ratings);
        }

        // Decide
        var hours = viewings.Where(viewing => snapshot.MayLookAt(viewing.Title, caller) && viewing.Ratio > 0)
            .GroupBy(viewing => snapshot.Columns.Subject(viewing.Title), HoursOf)
            .Select(group => (Title: group.Key, Hours: group.Sum())).OrderByDescending(pair => pair.Hours).ThenBy(pair => pair.Title).ToList();
        var genres = hours.SelectMany(pair => snapshot.GenresOf(pair.Title).ToArray().Select(genre => (Genre: genre, pair.Hours)))
            .GroupBy(pair => pair.Genre, pair => pair.Hours).Select(group => new GenreHours(snapshot.Words.Genres[group.Key], Rounded(group.Sum())))
            .OrderByDescending(genre => genre.Hours).ThenBy(genre => genre.Genre, StringComparer.Ordinal).Take(Most).ToList();
        var top = hours.Where(pair => snapshot.MayLookAt(pair.Title, caller)).Take(Most).ToList();

        // Show
        var replies = await titles.OfAsync(caller, snapshot, top.ConvertAll(pair => pair.Title), cancel);
        return Results.Json(new Response(
            Rounded(hours.Sum(pair => pair.Hours)), hours.Count, viewings.Where(viewing => viewing.Completed).Select(viewing => viewing.Title).Distinct().Count(),
            genres, [.. top.Zip(replies, (pair, reply) => new TitleHours(reply, Rounded(pair.Hours)))]));

        double HoursOf(Viewing viewing) =>
            (viewing.Ratio ?? 0) * (viewing.DurationMs > 0 ? viewing.DurationMs : snapshot.Columns.DurationOf(viewing.Title)) / HourMs;
    }

    private static double Rounded(double hours) => Math.Round(hours, 3);
}
