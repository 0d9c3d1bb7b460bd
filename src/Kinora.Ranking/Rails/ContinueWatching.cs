using Kinora.Ranking.Feed;
using Kinora.Ranking.Tastes;

namespace Kinora.Ranking.Rails;

/// <summary>What a person left unfinished, as the caller knows it: from signals, or from watch states.</summary>
/// <param name="PositionMs">How far it was watched.</param>
/// <param name="At">When last.</param>
/// <param name="DismissedAt">When it was taken off the rail; <see cref="long.MinValue"/> for never.</param>
internal readonly record struct Progress(
    int Title, long PositionMs, long DurationMs, bool Completed, long At, long DismissedAt = long.MinValue);

/// <summary>
/// The rail Continue watching: unfinished, not stale, not dismissed since, by a resumption score of recency, completion, momentum in the series and time-of-day
/// fit; a finished episode offers the next one, the next season's too (ranking.md, Home rails).
/// </summary>
internal static class ContinueWatching
{
    private const long StaleMs = 30L * 86_400_000;
    private const long MomentumMs = 7L * 86_400_000;

    /// <summary>Fewer seconds than this were only a look.</summary>
    private const long BegunMs = 10_000;

    public static List<RailPick> Of(RailContext context, IReadOnlyCollection<Progress> progress, int limit)
    {
        var live = progress.Where(one => context.NowMs - one.At < StaleMs && context.Columns.Has(one.Title)).ToArray();
        var byTitle = live.GroupBy(one => one.Title).ToDictionary(group => group.Key, group => group.MaxBy(one => one.At));
        var (picks, dismissed) = (new List<RailPick>(), Dismissed(context, progress));
        foreach (var group in byTitle.Values.GroupBy(one => context.Columns.Subject(one.Title)))
        {
            var last = group.OrderByDescending(one => one.At).ThenByDescending(one => one.Title).First();
            if (dismissed.GetValueOrDefault(group.Key, long.MinValue) >= last.At)
                continue;
            var momentum = Math.Min(1, group.Count(one => one.Completed && context.NowMs - one.At < MomentumMs) / 3.0);
            var (title, done) = (last.Title, last.DurationMs > 0 ? Math.Clamp((double)last.PositionMs / last.DurationMs, 0, 1) : 0.5);
            if (last.Completed)
                (title, done) = (Next(context, last.Title, byTitle), 0);
            else if (last.PositionMs < BegunMs)
                continue;
            if (title < 0 || !context.May(title))
                continue;
            var score = ScoreOf(context, title, last.At, done, momentum);
            picks.Add(new RailPick(title, score, new Cause(CauseKind.Watched, Title: last.Title)));
        }

        ForYou.Best(picks);
        return picks.Count <= limit ? picks : picks[..limit];
    }

    /// <summary>0.5 recency (half-life 4 days) + 0.2 completion + 0.2 momentum + 0.1 time-of-day fit.</summary>
    public static double ScoreOf(RailContext context, int title, long lastAt, double completion, double momentum)
    {
        var recency = Math.Pow(2, -Math.Max(0, context.NowMs - lastAt) / (4 * 86_400_000.0));
        var habit = context.Taste.Habits.OfSlot(Habits.SlotOf(context.NowMs, context.State.Preferences.UtcOffsetMinutes));
        var (fit, known) = (0.0, 0);
        foreach (var genre in context.Columns.SubjectGenres(title))
        {
            if (genre < habit.Length && habit[genre] >= 0)
                (fit, known) = (fit + habit[genre], known + 1);
        }

        return ScoreContext.Clamped(0.5 * recency + 0.2 * completion + 0.2 * momentum + 0.1 * (known == 0 ? 0.5 : fit / known));
    }

    /// <summary>When a title was taken off the rail last; an episode stands for its series.</summary>
    private static Dictionary<int, long> Dismissed(RailContext context, IEnumerable<Progress> progress) => progress
        .Where(one => one.DismissedAt != long.MinValue && context.Columns.Has(one.Title))
        .GroupBy(one => context.Columns.Subject(one.Title)).ToDictionary(group => group.Key, group => group.Max(one => one.DismissedAt));

    /// <summary>The episode after this one that is not finished; −1 = none, or no episode.</summary>
    private static int Next(RailContext context, int title, Dictionary<int, Progress> known)
    {
        var columns = context.Columns;
        if (columns.KindOf(title) != TitleKind.Episode || columns.SeriesOf(title) < 0)
            return -1;
        var place = (columns.SeasonOf(title), columns.EpisodeOf(title));
        return columns.EpisodesOf(columns.SeriesOf(title))
            .Where(other => (columns.SeasonOf(other), columns.EpisodeOf(other)).CompareTo(place) > 0)
            .Where(other => !(known.TryGetValue(other, out var progress) && progress.Completed) && context.May(other))
            .DefaultIfEmpty(-1).First();
    }
}
