using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Feed;

/// <summary>Why a title is there: the strongest thing that can truthfully be said of it (ranking.md, Why this).</summary>
internal static class Causes
{
    private const long NewForMs = 14L * 86_400_000;

    /// <summary>An affinity from here on is worth telling.</summary>
    private const double Dear = 0.55;

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
        return OfTaste(columns, taste, title) ?? OfTitle(columns, shared, title, rung, nowMs);
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
            if (taste.Affinities.Genre(genre) is var affinity && affinity >= dearest)
                (dearest, best) = (affinity, genre);
        }

        return best < 0 ? null : new Cause(CauseKind.Genre, best, taste.Affinities.CauseOfGenre(best));
    }

    private static Cause OfTitle(CatalogueColumns columns, SharedState shared, int title, Rung rung, long nowMs)
    {
        if (columns.PublishedAt(title) is var at && at != ColumnChunk.Unknown && nowMs - at <= NewForMs)
            return new Cause(CauseKind.NewArrival);
        if (shared[title].Percentile >= 0.8)
            return new Cause(CauseKind.Popular);
        return new Cause(rung == Rung.Explore ? CauseKind.Explore : CauseKind.None);
    }
}
