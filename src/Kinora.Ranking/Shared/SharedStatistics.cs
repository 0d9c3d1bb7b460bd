using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Shared;

/// <summary>From counts to what the engine reads.</summary>
internal static class SharedStatistics
{
    public static SharedState Make(
        CatalogueColumns columns, IEnumerable<TitleAggregate> titles, IEnumerable<CreatorAggregate> creators, SharedStateBuilder settings,
        long version, long nowMs, ulong seed)
    {
        var known = titles.Where(title => columns.Has(title.Title)).OrderBy(title => title.Title).ToArray();
        var popular = known.Where(title => title.Popularity > 0).OrderByDescending(title => title.Popularity).ThenBy(title => title.Title).ToArray();
        var all = new TitleStatistics[known.Length == 0 ? 0 : known[^1].Title + 1];
        foreach (var title in known)
        {
            all[title.Title] = new TitleStatistics(
                title.Impressions, title.Impressions30, title.Good, title.Good24Hours, title.Good7DaysBefore, title.Plays, title.Completed,
                title.Profiles, (float)title.Popularity, 0);
        }

        SetPercentiles(all, popular);
        var good = Means(columns, known, title => (title.Good, Math.Max(title.Impressions, title.Good)));
        return new SharedState
        {
            Version = version,
            BuiltAtMs = nowMs,
            Titles = all,
            GoodMeans = good,
            CompletedMeans = Means(columns, known, title => (title.Completed, title.Plays)),
            Rates = settings.Rates,
            Creators = Qualities([.. creators]),
            MostPopular = [.. popular.Select(title => title.Title)],
            FewestImpressions = [.. known.Where(title => title.Impressions30 > 0).OrderBy(title => title.Impressions30).ThenBy(title => title.Title)
                .Select(title => title.Title)],
            Exploration = Exploration.Of(columns, all, good, seed),
            ActiveProfiles = settings.ActiveProfiles,
            Model = settings.Model,
        };
    }

    /// <summary>Mid-rank percentile of decayed plays among the titles that have any; 0 for the rest (ranking.md, For you).</summary>
    private static void SetPercentiles(TitleStatistics[] all, TitleAggregate[] popular)
    {
        for (var from = 0; from < popular.Length;)
        {
            var to = from;
            while (to < popular.Length && popular[to].Popularity == popular[from].Popularity)
                to++;
            var percentile = (float)((popular.Length - (from + to) / 2.0) / popular.Length);
            for (; from < to; from++)
                all[popular[from].Title] = all[popular[from].Title] with { Percentile = percentile };
        }
    }

    /// <summary>Means by kind and duration bucket, each shrunk to the mean of all, which is shrunk to 0.25.</summary>
    private static double[] Means(CatalogueColumns columns, TitleAggregate[] titles, Func<TitleAggregate, (int K, int N)> count)
    {
        var (k, n) = (new double[Enum.GetValues<TitleKind>().Length * SharedState.DurationBuckets], new double[Enum.GetValues<TitleKind>().Length * SharedState.DurationBuckets]);
        foreach (var title in titles)
        {
            var at = SharedState.PriorIndex(columns.KindOf(title.Title), columns.DurationOf(title.Title));
            var (hits, tries) = count(title);
            (k[at], n[at]) = (k[at] + hits, n[at] + tries);
        }

        var mean = (k.Sum() + SharedState.PriorWeight * 0.25) / (n.Sum() + SharedState.PriorWeight);
        return [.. k.Select((hits, at) => (hits + SharedState.PriorWeight * mean) / (n[at] + SharedState.PriorWeight))];
    }

    private static Dictionary<int, CreatorQuality> Qualities(CreatorAggregate[] creators)
    {
        const double Weight = 20;
        var viewings = Math.Max(1.0, creators.Sum(creator => creator.Viewings));
        var ratio = creators.OrderBy(creator => creator.Creator).Sum(creator => creator.WatchRatioSum) / viewings;
        var likes = creators.Sum(creator => creator.Likes) / viewings;
        var reports = creators.Sum(creator => creator.Reports) / viewings;
        return creators.ToDictionary(creator => creator.Creator, creator => new CreatorQuality(
            (creator.WatchRatioSum + Weight * ratio) / (creator.Viewings + Weight),
            (creator.Likes + Weight * likes) / (creator.Viewings + Weight),
            (creator.Reports + Weight * reports) / (creator.Viewings + Weight)));
    }
}
