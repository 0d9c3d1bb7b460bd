using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Ranking.Feed;
using Words = Kinora.Discovery.DiscoveryWords;

namespace Kinora.Discovery.Feed;

/// <summary>Puts a cause into a sentence that a person reads on a card.</summary>
internal static class Reasons
{
    /// <summary>The sentence.</summary>
    /// <param name="mayName">Whether the profile may read the name of that title.</param>
    public static string Of(Cause cause, int title, CatalogueSnapshot snapshot, Func<int, bool> mayName) => cause.Kind switch
    {
        CauseKind.Followed => Creator(cause.Id, snapshot) is { } name ? Words.FollowedFrom(name) : Words.FromFollowed,
        CauseKind.Creator => Creator(cause.Id, snapshot) is { } name ? Words.MoreFrom(name) : Words.FromOften,
        CauseKind.Genre => Genre(cause.Id, snapshot) is { } name ? Words.OftenWatch(name) : Words.LikeOften,
        CauseKind.Watched => mayName(cause.Title) ? Words.BecauseYouWatched(snapshot.NameOf(cause.Title)) : Words.LikeWatched,
        CauseKind.Trending => Words.Trending,
        CauseKind.NewArrival when Genre(cause.Id, snapshot) is { } name => Words.NewIn(name),
        CauseKind.NewArrival => Creator(snapshot.CreatorOf(title), snapshot) is { } name ? Words.NewFrom(name) : Words.JustAdded,
        CauseKind.Popular => Genre(cause.Id, snapshot) is { } name ? Words.PopularIn(name) : Words.PopularHere,
        CauseKind.Explore => FirstGenre(title, snapshot) is { } name ? Words.ExploringGenre(name) : Words.Exploring,
        CauseKind.Repeat => Words.Repeat,
        CauseKind.TopRated => (Genre(cause.Id, snapshot) ?? FirstGenre(title, snapshot)) is { } name ? Words.TopRatedIn(name) : Words.TopRated,
        CauseKind.Featured => Words.Featured,
        CauseKind.Chosen when Genre(cause.Id, snapshot) is { } name => Words.Chose(name),
        CauseKind.Browsed when Genre(cause.Id, snapshot) is { } name => Words.Browsed(name),
        CauseKind.Finished => Words.Finished,
        CauseKind.Language when Language(cause.Id, snapshot) is { } name => Words.InLanguage(name),
        CauseKind.Prolific when Creator(cause.Id, snapshot) is { } name => Words.Prolific(name),
        CauseKind.Newest => Dated(title, snapshot) is { } date ? Words.Dated(date) : Words.Unrated,
        CauseKind.Unrated => Words.Unrated,
        CauseKind.Household => Words.Household,
        CauseKind.None or CauseKind.Chosen or CauseKind.Browsed or CauseKind.Language or CauseKind.Prolific or CauseKind.InGenre =>
            (Genre(cause.Id, snapshot) ?? FirstGenre(title, snapshot)) is { } name ? Words.NewToYouIn(name) : Words.NewToYou,
    };

    private static string? Creator(int creator, CatalogueSnapshot snapshot) =>
        creator >= 0 && creator < snapshot.Creators.Count ? snapshot.Creators.NameOf(creator) : null;

    private static string? Genre(int genre, CatalogueSnapshot snapshot) =>
        genre >= 0 && genre < snapshot.Words.Genres.Count ? snapshot.Words.Genres[genre] : null;

    private static string? FirstGenre(int title, CatalogueSnapshot snapshot) =>
        snapshot.GenresOf(title) is [var first, ..] ? Genre(first, snapshot) : null;

    private static string? Language(int language, CatalogueSnapshot snapshot)
    {
        if (language < 0 || language >= snapshot.Words.Languages.Count)
            return null;
        try
        {
            return CultureInfo.GetCultureInfo(snapshot.Words.Languages[language]).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return snapshot.Words.Languages[language];
        }
    }

    /// <summary>The month that it came out in, or only the year.</summary>
    private static string? Dated(int title, CatalogueSnapshot snapshot) => snapshot.PublishedAt(title) is { } at
        ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("MMMM yyyy", CultureInfo.CurrentCulture)
        : snapshot.YearOf(title) is var year && year > 0 ? year.ToString(CultureInfo.InvariantCulture) : null;
}
