using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Rails;

/// <summary>
/// The rail For you. Where a model was learned, it decides for the most part; the rest, and all where none was, is the baseline: recency 40 %, creator affinity 30 %, completion rate 20 %, global popularity 10 %, all in [0, 1]; a title
/// that fits the profile's usual hour comes a little forward. Without history: top rated in the chosen genres and languages; the first three
/// signals lead over from one to the other. While nobody has rated anything, equals are mixed anew each day (ranking.md, Home
/// rails).
/// </summary>
internal static class ForYou
{
    /// <summary>How much the usual hour can move a title.</summary>
    private const double TemporalBoost = 0.05;

    /// <summary>The part of people of like taste in what is learned.</summary>
    private const double NeighbourShare = 0.15;

    /// <summary>With so many viewings the profile is no longer new.</summary>
    private const int WarmFrom = 3;

    /// <summary>Less than any difference that means something: it only puts equals in order.</summary>
    private const double AmongEquals = 1e-3;

    public static List<RailPick> Of(RailContext context, int limit)
    {
        var viewings = context.State.Viewings.All(context.Columns, context.State.ResetAt, context.State.Ratings).Count;
        var warm = Math.Min(1.0, (double)viewings / WarmFrom);
        var habit = context.Taste.Habits.OfSlot(Habits.SlotOf(context.NowMs, context.State.Preferences.UtcOffsetMinutes));
        var neighbours = context.Neighbours();
        var titles = Candidates.Of(context, neighbours.Keys).ToArray();
        var scores = Array.ConvertAll(titles, title =>
        {
            var (baseline, cold) = (warm > 0 ? Warm(context, neighbours, title) + Boost(context, habit, title) : 0, warm < 1 ? Cold(context, title) : 0);
            return ScoreContext.Clamped(context.Taste.Corrections.Of(context.Columns, title, warm * baseline + (1 - warm) * cold));
        });
        Rails.Best.Sort(titles, scores);
        var row = Diversity.Of(context, [.. titles.Select((title, place) => new RailPick(title, scores[place], default))], limit);
        return row.ConvertAll(pick => pick with { Cause = CauseOf(context, pick.Title) });
    }

    /// <summary>With a learned model its strength decides for the most part, and what people of like taste had a little.</summary>
    public static double Warm(RailContext context, IReadOnlyDictionary<int, double> neighbours, int title)
    {
        var baseline = Baseline(context, title);
        if (context.Taste.Learned is not { } learned)
            return baseline;
        var share = context.LearnedShare;
        return (1 - share) * baseline + share * ((1 - NeighbourShare) * learned.StrengthOf(title) + NeighbourShare * neighbours.GetValueOrDefault(title));
    }

    public static double Baseline(RailContext context, int title)
    {
        var (columns, shared) = (context.Columns, context.Shared);
        var statistics = shared[title];
        return 0.4 * Recency(context, title) + 0.3 * CreatorAffinity(context, title)
            + 0.2 * shared.Completion(columns.KindOf(title), columns.DurationOf(title), statistics) + 0.1 * statistics.Percentile;
    }

    public static double Recency(RailContext context, int title)
    {
        if (context.Columns.DatedAt(title) is var at && at == ColumnChunk.Unknown)
            return 0.5;
        return Math.Pow(2, -Math.Max(0, context.NowMs - at) / (context.Taste.HalfLifeDays * 86_400_000));
    }

    /// <summary>As in the feed's score; unknown is everybody's rate.</summary>
    private static double CreatorAffinity(RailContext context, int title)
    {
        var affinities = context.Taste.Affinities;
        var creator = context.Columns.CreatorOf(context.Columns.Subject(title));
        return creator >= 0 && affinities.Creator(creator) is var dear && dear >= 0 ? dear : affinities.Prior;
    }

    /// <summary>Half quality, the other half whether genres and language are among the chosen ones; avoided genres come last.</summary>
    private static double Cold(RailContext context, int title)
    {
        var (columns, preferences) = (context.Columns, context.State.Preferences);
        var quality = context.Shared.Quality(columns.KindOf(title), columns.DurationOf(title), context.Shared[title]);
        var genre = preferences.LikedTopics.Count == 0 ? 0.5 : 0;
        foreach (var number in columns.SubjectGenres(title))
        {
            if (preferences.AvoidedTopics.Contains(columns.TopicOfGenre(number)))
                return 0.1 * quality;
            if (preferences.LikedTopics.Contains(columns.TopicOfGenre(number)))
                genre = 1;
        }

        var language = preferences.Languages.Count == 0 || columns.LanguageOf(title) < 0 ? 0.5
            : preferences.Languages.Contains(columns.LanguageOf(title)) ? 1 : 0;
        return 0.5 * quality + 0.3 * genre + 0.2 * language + AmongEquals * Mixed(context, title);
    }

    private static double Mixed(RailContext context, int title)
    {
        const ulong DayMs = 86_400_000;
        return CounterRandom.Uniform((ulong)context.NowMs / DayMs, (ulong)title);
    }

    private static double Boost(RailContext context, double[] habit, int title)
    {
        var (sum, known) = (0.0, 0);
        foreach (var genre in context.Columns.SubjectGenres(title))
        {
            if (genre < habit.Length && habit[genre] >= 0)
                (sum, known) = (sum + habit[genre], known + 1);
        }

        return known == 0 ? 0 : TemporalBoost * (2 * sum / known - 1);
    }

    /// <summary>Why a rail shows it, as the feed would say.</summary>
    public static Cause CauseOf(RailContext context, int title) => Causes.Of(
        context.Columns, context.State, context.Shared, context.Taste, title, Rung.Fresh, false, context.NowMs);

    public static List<RailPick> Best(List<RailPick> picks)
    {
        picks.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Title.CompareTo(b.Title));
        return picks;
    }
}
