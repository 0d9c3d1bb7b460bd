using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Feed;

/// <summary>Why a title is there: the strongest thing that can truthfully be said of it (ranking.md, Reasons).</summary>
internal static class Causes
{
    private const long NewForMs = 14L * 86_400_000;

    /// <summary>An affinity from here on is worth telling.</summary>
    private const double Dear = 0.55;

    /// <summary>What the learned model offers from this share of its strongest offer on is worth telling.</summary>
    private const double Strong = 0.25;

    /// <summary>A title among the most popular fifth is called popular.</summary>
    private const double PopularFrom = 0.8;

    private const int PlaysForFinished = 5;

    private const double FinishedFrom = 0.6;

    /// <summary>A creator of so many titles is worth naming.</summary>
    private const int Several = 3;

    public static Cause Of(
        CatalogueColumns columns, ProfileState state, SharedState shared, Taste taste, int title, Rung rung, bool explored, long nowMs)
    {
        if (rung == Rung.Repeat)
            return new Cause(CauseKind.Repeat, Title: title);
        if (explored)
            return new Cause(CauseKind.Explore);
        var creator = columns.CreatorOf(title);
        if (creator >= 0 && state.Followed[creator] > 0)
            return new Cause(CauseKind.Followed, creator);
        if (rung == Rung.Trending)
            return new Cause(CauseKind.Trending);
        if (taste.Learned is { } learned && learned.StrengthOf(columns.Subject(title)) >= Strong && learned.CauseOf(columns.Subject(title)) is var own and >= 0)
            return new Cause(CauseKind.Watched, Title: own);
        return OfTaste(columns, taste, title) ?? OfEverybody(columns, state, shared, title, nowMs) ?? OfTitle(columns, state, taste, title, rung);
    }

    /// <summary>Whether it came out within the last 14 days.</summary>
    public static bool IsNew(CatalogueColumns columns, int title, long nowMs) =>
        columns.PublishedAt(title) is var at && at != ColumnChunk.Unknown && nowMs - at <= NewForMs;

    /// <summary>Whether its creator has several titles here.</summary>
    private static bool IsProlific(CatalogueColumns columns, int creator)
    {
        var count = 0;
        foreach (var chunk in columns.Chunks)
            count += chunk.Index[Feature.Creator(creator)].Length;
        return count >= Several;
    }

    private static Cause? OfTaste(CatalogueColumns columns, Taste taste, int title)
    {
        var subject = columns.Subject(title);
        var creator = columns.CreatorOf(subject);
        if (creator >= 0 && taste.Affinities.Creator(creator) >= Dear && taste.Affinities.CauseOfCreator(creator) is var own && own >= 0)
            return own == subject ? null : new Cause(CauseKind.Creator, creator, own);
        var (dearest, best) = (Dear, -1);
        foreach (var genre in columns.SubjectGenres(title))
        {
            if (taste.Affinities.CauseOfGenre(genre) >= 0 && taste.Affinities.Genre(genre) is var affinity && affinity >= dearest)
                (dearest, best) = (affinity, genre);
        }

        return best < 0 ? null : new Cause(CauseKind.Genre, best, taste.Affinities.CauseOfGenre(best));
    }

    private static Cause? OfEverybody(CatalogueColumns columns, ProfileState state, SharedState shared, int title, long nowMs)
    {
        var (statistics, chosen) = (shared[title], ChosenOf(columns, state, title));
        if (IsNew(columns, title, nowMs))
            return new Cause(CauseKind.NewArrival, chosen);
        if (statistics.Percentile >= PopularFrom)
            return new Cause(CauseKind.Popular, chosen);
        var (kind, duration) = (columns.KindOf(title), columns.DurationOf(title));
        if (statistics.Good >= shared.MinSupport
            && shared.Quality(kind, duration, statistics) > SharedState.Mean(shared.GoodMeans, kind, duration))
        {
            return new Cause(CauseKind.TopRated, chosen);
        }

        return statistics.Plays >= PlaysForFinished && statistics.Completed >= FinishedFrom * statistics.Plays
            ? new Cause(CauseKind.Finished)
            : null;
    }

    private static Cause OfTitle(CatalogueColumns columns, ProfileState state, Taste taste, int title, Rung rung)
    {
        if (ChosenOf(columns, state, title) is var chosen && chosen >= 0)
            return new Cause(CauseKind.Chosen, chosen);
        foreach (var genre in columns.SubjectGenres(title))
        {
            if (taste.Affinities.IsBrowsed(genre))
                return new Cause(CauseKind.Browsed, genre);
        }

        if (rung == Rung.Explore)
            return new Cause(CauseKind.Explore);
        if (columns.LanguageOf(title) is var language && language >= 0 && state.Preferences.Languages.Contains(language))
            return new Cause(CauseKind.Language, language);
        if (columns.CreatorOf(columns.Subject(title)) is var creator && creator >= 0 && IsProlific(columns, creator))
            return new Cause(CauseKind.Prolific, creator);
        return columns.SubjectGenres(title) is [var first, ..] ? new Cause(CauseKind.InGenre, first) : default;
    }

    /// <summary>The first of its genres that the person chose; −1 = none.</summary>
    private static int ChosenOf(CatalogueColumns columns, ProfileState state, int title)
    {
        if (state.Preferences.LikedTopics.Count == 0)
            return -1;
        foreach (var genre in columns.SubjectGenres(title))
        {
            if (state.Preferences.LikedTopics.Contains(columns.TopicOfGenre(genre)))
                return genre;
        }

        return -1;
    }
}
