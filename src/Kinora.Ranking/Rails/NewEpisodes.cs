using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;

namespace Kinora.Ranking.Rails;

/// <summary>New episodes of series in progress, or on a person's list: the earliest new one of each that was not watched.</summary>
internal static class NewEpisodes
{
    private const long NewForMs = 30L * 86_400_000;

    /// <summary>Newest first.</summary>
    /// <param name="listed">Further series, such as those on the list.</param>
    public static List<RailPick> Of(RailContext context, IEnumerable<int> listed, int limit)
    {
        var columns = context.Columns;
        var inProgress = context.State.Viewings.Tracks.Keys.Where(columns.Has).Select(columns.Subject)
            .Where(subject => columns.KindOf(subject) == TitleKind.Series && context.IsEngaged(subject));
        var picks = new List<RailPick>();
        foreach (var series in inProgress.Concat(listed).Distinct())
        {
            var episode = columns.EpisodesOf(series).Where(other => IsNew(context, other)).DefaultIfEmpty(-1).First();
            if (episode >= 0)
                picks.Add(new RailPick(episode, ForYou.Recency(context, episode), new Cause(CauseKind.NewArrival, Title: series)));
        }

        return [.. picks.OrderByDescending(pick => columns.DatedAt(pick.Title)).ThenBy(pick => pick.Title).Take(limit)];
    }

    private static bool IsNew(RailContext context, int episode) =>
        context.Columns.DatedAt(episode) is var at && at != ColumnChunk.Unknown && at <= context.NowMs && context.NowMs - at < NewForMs
        && !context.IsEngaged(episode) && context.May(episode);
}
