using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Rails;

/// <summary>Trending now, Top in a genre, New releases, Featured (ranking.md, Home rails).</summary>
internal static class Popular
{
    /// <summary>With fewer trending titles the rail falls back to popular ones, then to the newest.</summary>
    private const int FewestTrending = 5;

    /// <summary>Less than any difference that means something: it only puts equals in order.</summary>
    private const double AmongEquals = 1e-6;

    /// <summary>Who completed fewer has no taste to put new titles in order by.</summary>
    private const int FewestForTaste = 3;

    /// <summary>So many of the newest of each kind are looked at.</summary>
    private const int MostNew = 200;

    /// <summary>Decayed popularity with enough distinct profiles; too few: the popular ones besides, then the newest.</summary>
    public static List<RailPick> Trending(RailContext context, int limit)
    {
        var shared = context.Shared;
        var top = shared.MostPopular.Length == 0 ? 1 : shared[shared.MostPopular[0]].Popularity;
        var popular = shared.MostPopular.Where(title => context.Columns.InRange(title) && RailContext.IsShown(context.Columns.KindOf(title)))
            .Where(context.May);
        var row = popular.Where(title => shared[title].Profiles >= shared.MinSupport).Take(limit)
            .Select(title => new RailPick(title, shared[title].Popularity / top, new Cause(CauseKind.Trending))).ToList();
        if (row.Count >= Math.Min(FewestTrending, limit))
            return row;
        var known = row.Select(pick => pick.Title).ToHashSet();
        row.AddRange(popular.Where(known.Add).Take(limit - row.Count)
            .Select(title => new RailPick(title, shared[title].Popularity / top, new Cause(CauseKind.Popular))));
        if (row.Count < Math.Min(FewestTrending, limit))
            row.AddRange(NewReleases(context, limit).Where(pick => known.Add(pick.Title)).Take(limit - row.Count));
        return row;
    }

    /// <summary>Newest first, of all kinds that a rail shows.</summary>
    public static List<RailPick> NewReleases(RailContext context, int limit)
    {
        var found = new List<int>();
        foreach (var kind in RailContext.Shown)
        {
            var taken = 0;
            foreach (var title in context.Columns.Newest(kind))
            {
                if (taken == limit)
                    break;
                if (!context.MayAsNew(title) || context.Columns.DatedAt(title) > context.NowMs)
                    continue;
                found.Add(title);
                taken++;
            }
        }

        return [.. found.OrderByDescending(context.Columns.DatedAt).ThenBy(title => title).Take(limit)
            .Select(title => new RailPick(title, ForYou.Recency(context, title), NewCause(context, title)))];
    }

    /// <summary>What came out lately, the most like the profile's taste first; nothing for who has none yet.</summary>
    public static List<RailPick> NewForYou(RailContext context, int limit)
    {
        if (context.Taste.CompletedTitles < FewestForTaste)
            return [];
        var scores = new ScoreContext(context.Columns, context.Shared, context.Taste, 0, default, default);
        var picks = NewReleases(context, MostNew).Where(pick => pick.Cause.Kind == CauseKind.NewArrival)
            .Select(pick => (pick.Title, scores.E(pick.Title).A)).Where(one => one.A >= 0)
            .Select(one => new RailPick(one.Title, ScoreContext.Clamped(one.A), Causes.Of(
                context.Columns, context.State, context.Shared, context.Taste, one.Title, Rung.Fresh, false, context.NowMs))).ToList();
        ForYou.Best(picks);
        return picks.Count <= limit ? picks : picks[..limit];
    }

    /// <summary>Top rated of a genre, by the lower bound of Wilson's interval over good viewings of plays; then by quality; the newest where nothing is rated.</summary>
    public static List<RailPick> TopInGenre(RailContext context, int genre, int limit)
    {
        var picks = RatedFirst(context, genre, limit);
        return picks.Exists(pick => pick.Cause.Kind == CauseKind.TopRated) ? picks
            : picks.ConvertAll(pick => pick with { Cause = new Cause(CauseKind.Newest, genre) });
    }

    private static List<RailPick> RatedFirst(RailContext context, int genre, int limit)
    {
        var top = context.Tables.TopOf(genre);
        var picks = Allowed(context, top.Rated, genre, limit);
        if (picks.Count >= limit)
            return picks;
        if (top.RatedWhole && Allowed(context, top.Any, genre, limit) is var any && (any.Count >= limit || top.AnyWhole))
            return any;
        var titles = new List<int>();
        context.Columns.AddWith(context.Columns.TopicOfGenre(genre), titles);
        titles.RemoveAll(title => !RailContext.IsShown(context.Columns.KindOf(title)) || !context.May(title));
        var (all, scores) = (titles.ToArray(), titles.ConvertAll(title => TopRated(context.Columns, context.Shared, title)).ToArray());
        Best.Sort(all, scores);
        picks = Allowed(context, Array.FindAll(all, title => context.Shared[title].Good > 0), genre, limit);
        return picks.Count >= limit ? picks : Allowed(context, all, genre, limit);
    }

    /// <summary>The newest that there are need not be new.</summary>
    private static Cause NewCause(RailContext context, int title) =>
        new(Causes.IsNew(context.Columns, title, context.NowMs) ? CauseKind.NewArrival : CauseKind.Newest);

    /// <summary>Genres worth a rail: the dearest, then the chosen ones, then the largest.</summary>
    public static List<int> GenresFor(RailContext context, int count)
    {
        var (columns, largest) = (context.Columns, context.Tables.LargestGenres);
        return [.. context.Taste.Affinities.BestGenres
            .Concat(largest.Order().Where(genre => context.State.Preferences.LikedTopics.Contains(columns.TopicOfGenre(genre))))
            .Concat(largest)
            .Distinct().Where(genre => !context.State.Preferences.AvoidedTopics.Contains(columns.TopicOfGenre(genre))).Take(count)];
    }

    /// <summary>Editorial titles, the ones most like the profile's taste first.</summary>
    public static List<RailPick> Featured(RailContext context, IEnumerable<int> featured, int limit)
    {
        var scores = new ScoreContext(context.Columns, context.Shared, context.Taste, 0, default, default);
        var seeds = Nearest.Seeds(context, 8);
        var picks = featured.Where(title => context.May(title)).Distinct().Select(title =>
        {
            var (e, a, _, _) = scores.E(title);
            var near = ToCentroid(context, title) ?? (seeds.Count == 0 ? 0.5 : seeds.Max(seed => Similarity.Of(context.Columns, seed, title)));
            return new RailPick(title, ScoreContext.Clamped(0.5 * (a < 0 ? e : a) + 0.5 * near), new Cause(CauseKind.Featured));
        }).ToList();
        ForYou.Best(picks);
        return picks.Count <= limit ? picks : picks[..limit];
    }

    /// <summary>(1 + cos)/2 to where the profile's taste lies, in which likes count twice and dislikes against; null where either is not known.</summary>
    private static double? ToCentroid(RailContext context, int title)
    {
        var subject = context.Columns.Subject(title);
        return context.Taste.Centroid is { } centroid && context.Columns.Chunk(subject).Vectors is { } vectors && vectors.Has(CatalogueColumns.Local(subject))
            ? (1 + Centroid.Cosine(centroid, vectors[CatalogueColumns.Local(subject)])) / 2
            : null;
    }

    /// <summary>Lower bound of the interval at 95 % for <paramref name="k"/> of <paramref name="n"/>; 0 of nothing.</summary>
    public static double Wilson(double k, double n) => n <= 0 ? 0 : Evaluation.Wilson.Of(Math.Clamp(k, 0, n), n).Low;

    /// <summary>Grows with the date, from 0 to 1 over the years 1906 to 2033; unknown is the oldest.</summary>
    private static double Newness(long dated) => dated == ColumnChunk.Unknown ? 0 : Math.Clamp((dated + 2e12) / 4e12, 0, 1);

    private static List<RailPick> Allowed(RailContext context, int[] sorted, int genre, int limit) =>
    [
        .. sorted.Where(context.May).Take(limit)
            .Select(title => new RailPick(
                title, TopRated(context.Columns, context.Shared, title),
                new Cause(context.Shared[title].Good > 0 ? CauseKind.TopRated : CauseKind.Unrated, genre))),
    ];

    /// <summary>Titles that nobody rated yet follow by their expected quality, below every rated one of some support; of equals the newer first.</summary>
    public static double TopRated(CatalogueColumns columns, SharedState shared, int title)
    {
        var statistics = shared[title];
        var quality = shared.Quality(columns.KindOf(title), columns.DurationOf(title), statistics);
        return 0.9 * Wilson(statistics.Good, Math.Max(statistics.Plays, statistics.Good)) + 0.1 * quality + AmongEquals * Newness(columns.DatedAt(title));
    }
}
