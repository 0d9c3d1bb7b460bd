using Kinora.Catalog.Contracts;
using Kinora.Discovery.Feed;
using Kinora.Ranking;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;

namespace Kinora.Discovery.Home;

/// <summary>The rails that Discovery fills by itself, from the profile's state and what is learned from everybody. For the holder of the profile.</summary>
internal static class OwnRails
{
    /// <summary>A rail brings more than is shown, as some of it may stand in a higher one.</summary>
    public const int Brought = 60;

    private const int Seeds = 2;
    private const int Genres = 3;
    private const string Because = "because_you_watched:";
    private const string Top = "top_in:";

    /// <summary>One filled rail, with its place on the page.</summary>
    internal sealed record Filled(string Rail, string Name, int Order, IReadOnlyList<RailItem> Items);

    /// <summary>The rails that a home page of this profile may have, from the top.</summary>
    public static IEnumerable<string> All(RailContext context, CatalogueSnapshot snapshot) =>
    [
        "continue_watching", "my_list", "for_you", .. Nearest.Seeds(context, Seeds).Select(seed => Because + snapshot.IdOf(seed)),
        "new_episodes", "new_for_you", "trending", "household", "new_releases",
        .. Popular.GenresFor(context, Genres).Select(genre => Top + snapshot.Words.Genres[genre]), "recently_browsed", "featured",
    ];

    /// <summary>One rail, filled with so many places at most; null where there is none of that name for this profile.</summary>
    public static Filled? Of(string rail, RailContext context, CatalogueSnapshot snapshot, int limit)
    {
        var (name, order, picks) = rail switch
        {
            "continue_watching" => (DiscoveryWords.ContinueWatching, 100, Ranking.Rails.ContinueWatching.Of(context, context.Begun, limit)),
            "my_list" => (DiscoveryWords.MyList, 200, MyList(context)),
            "for_you" => (DiscoveryWords.ForYou, 300, ForYou.Of(context, limit)),
            "new_episodes" => (DiscoveryWords.NewEpisodes, 500, NewEpisodes.Of(context, ListedSeries(context), limit)),
            "new_for_you" => (DiscoveryWords.NewForYou, 550, Popular.NewForYou(context, limit)),
            "trending" => Popular.Trending(context, limit) is var found ? (TrendingName(found), 600, found) : default,
            "household" => (DiscoveryWords.Household, 700, Household.Of(context, limit)),
            "new_releases" => (DiscoveryWords.NewReleases, 800, Popular.NewReleases(context, limit)),
            "recently_browsed" => (DiscoveryWords.RecentlyBrowsed, 1000, Browsed(context)),
            "featured" => (DiscoveryWords.Featured, 1300, Popular.Featured(context, context.Tables.Featured, limit)),
            _ when SeedOf(rail, context, snapshot) is var seed and >= 0 =>
                (DiscoveryWords.BecauseYouWatched(snapshot.NameOf(seed)), 400, Nearest.BecauseYouWatched(context, seed, limit)),
            _ when GenreOf(rail, snapshot) is var genre and >= 0 && Popular.TopInGenre(context, genre, limit) is var found =>
                (TopName(snapshot.Words.Genres[genre], found), 900, found),
            _ => default,
        };
        return name is null ? null : Fill(rail, name, order, picks, context, snapshot, limit);
    }

    public static RailItem Item(RailPick pick, RailContext context, CatalogueSnapshot snapshot) => new(
        RailItemKind.Title, pick.Title, Reasons.Of(pick.Cause, pick.Title, snapshot, title => MayName(context, title)), Math.Round(pick.Score, 4));

    private static bool MayName(RailContext context, int title) => Allowance.MayName(context.State, context.Columns, title);

    /// <summary>Titles whose page was opened lately and that were not begun, the newest first.</summary>
    private static List<RailPick> Browsed(RailContext context) =>
    [
        .. from track in context.State.Viewings.Tracks
           where track.Value.HasAny(FactKind.View) && context.May(track.Key) && !context.IsEngaged(track.Key)
           let last = track.Value.Events().FindLast(happened => happened.Kind == FactKind.View)
           where last is not null
           orderby last.At descending, track.Key
           select new RailPick(track.Key, Math.Pow(2, -Math.Max(0, context.NowMs - last.At) / (7.0 * 86_400_000)), default),
    ];

    private static List<RailPick> MyList(RailContext context) => [.. context.Listed.Select(title => new RailPick(title, 1, default))];

    private static IEnumerable<int> ListedSeries(RailContext context) =>
        context.Listed.Where(title => context.Columns.KindOf(title) == TitleKind.Series);

    /// <summary>What the rail is like: only something that the profile watched or liked.</summary>
    private static int SeedOf(string rail, RailContext context, CatalogueSnapshot snapshot) =>
        rail.StartsWith(Because, StringComparison.Ordinal) && snapshot.TryOrdinal(rail[Because.Length..], out var seed)
            && (context.IsEngaged(seed) || context.State.Ratings[seed] > 0) && context.May(seed) ? seed : -1;

    private static int GenreOf(string rail, CatalogueSnapshot snapshot) =>
        rail.StartsWith(Top, StringComparison.Ordinal) && snapshot.Words.Genres.TryNumber(rail[Top.Length..], out var genre) ? genre : -1;

    private static Filled Fill(
        string rail, string name, int order, List<RailPick> picks, RailContext context, CatalogueSnapshot snapshot, int limit) =>
        new(rail, name, order, [.. picks.Where(pick => context.May(pick.Title)).Take(limit).Select(pick => rail switch
        {
            "my_list" => Item(pick, context, snapshot) with { Reason = DiscoveryWords.OnYourList },
            "recently_browsed" => Item(pick, context, snapshot) with { Reason = DiscoveryWords.LookedAt },
            "continue_watching" => Item(pick, context, snapshot) with { Reason = Resume(pick, context, snapshot) },
            "new_episodes" => Item(pick, context, snapshot) with
            {
                Reason = MayName(context, pick.Cause.Title) ? DiscoveryWords.NewEpisodeOf(snapshot.NameOf(pick.Cause.Title)) : DiscoveryWords.NewEpisode,
            },
            _ => Item(pick, context, snapshot),
        })]);

    /// <summary>The rail is called what it holds: nothing trends where nobody watches.</summary>
    private static string TrendingName(List<RailPick> picks) => picks.Exists(pick => pick.Cause.Kind == CauseKind.Trending) ? DiscoveryWords.Trending
        : picks.Exists(pick => pick.Cause.Kind == CauseKind.Popular) ? DiscoveryWords.PopularHere : DiscoveryWords.NewestHere;

    private static string TopName(string genre, List<RailPick> picks) =>
        picks.Exists(pick => pick.Cause.Kind == CauseKind.TopRated) ? DiscoveryWords.TopIn(genre) : DiscoveryWords.NewestIn(genre);

    private static string Resume(RailPick pick, RailContext context, CatalogueSnapshot snapshot) =>
        pick.Cause.Title == pick.Title ? DiscoveryWords.LeftOff
        : MayName(context, pick.Cause.Title) ? DiscoveryWords.NextAfter(snapshot.NameOf(pick.Cause.Title))
        : DiscoveryWords.NextEpisode;
}
