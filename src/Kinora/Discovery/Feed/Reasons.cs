using Kinora.Catalog.Contracts;
using Kinora.Ranking.Feed;

namespace Kinora.Discovery.Feed;

/// <summary>Puts a cause into a sentence that a person reads on a card.</summary>
internal static class Reasons
{
    public static string Of(Cause cause, int title, CatalogueSnapshot snapshot) => cause.Kind switch
    {
        CauseKind.Followed when Creator(cause.Id, snapshot) is { } name => $"New from {name}",
        CauseKind.Followed => "From somebody you follow",
        CauseKind.Creator when Creator(cause.Id, snapshot) is { } name => $"More from {name}",
        CauseKind.Creator => "From somebody you watch often",
        CauseKind.Genre when Genre(cause.Id, snapshot) is { } name => $"You often watch {name}",
        CauseKind.Genre => "Like what you often watch",
        CauseKind.Watched when snapshot.Has(cause.Title) => $"Because you watched {snapshot.NameOf(cause.Title)}",
        CauseKind.Watched => "Like something you watched",
        CauseKind.Trending => "Trending now",
        CauseKind.NewArrival when Creator(snapshot.CreatorOf(title), snapshot) is { } name => $"New from {name}",
        CauseKind.NewArrival => "Just added",
        CauseKind.Popular => "Popular here",
        CauseKind.Explore when FirstGenre(title, snapshot) is { } name => $"Exploring: you may like {name}",
        CauseKind.Explore => "Exploring: hardly anybody has seen this yet",
        CauseKind.Repeat => "Worth another look",
        CauseKind.TopRated when Genre(cause.Id, snapshot) is { } name => $"Top rated in {name}",
        CauseKind.TopRated when FirstGenre(title, snapshot) is { } name => $"Top rated in {name}",
        CauseKind.TopRated => "Top rated",
        CauseKind.Featured => "Featured",
        CauseKind.None => "Picked for you",
    };

    private static string? Creator(int creator, CatalogueSnapshot snapshot) =>
        creator >= 0 && creator < snapshot.Creators.Count ? snapshot.Creators.NameOf(creator) : null;

    private static string? Genre(int genre, CatalogueSnapshot snapshot) =>
        genre >= 0 && genre < snapshot.Words.Genres.Count ? snapshot.Words.Genres[genre] : null;

    private static string? FirstGenre(int title, CatalogueSnapshot snapshot) =>
        snapshot.GenresOf(title) is [var first, ..] ? Genre(first, snapshot) : null;
}
