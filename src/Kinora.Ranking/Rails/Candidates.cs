using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Rails;

/// <summary>
/// Titles that For you looks at: all of a catalogue up to 20,000; of a larger one the newest, the most popular, those of the dearest
/// creators and genres, and a sample.
/// </summary>
internal static class Candidates
{
    private const int LookAtAll = 20_000;
    private const int OfEach = 2_000;
    private const int Creators = 32;
    private const int Genres = 8;

    public static List<int> Of(RailContext context)
    {
        var columns = context.Columns;
        if (columns.Count <= LookAtAll)
            return [.. Enumerable.Range(0, columns.Count).Where(context.MayAsNew)];
        var found = new List<int>();
        foreach (var kind in RailContext.Shown)
            found.AddRange(columns.Newest(kind)[..Math.Min(OfEach, columns.Newest(kind).Length)]);
        found.AddRange(context.Shared.MostPopular.Take(OfEach));
        foreach (var creator in context.Taste.Affinities.BestCreators.Take(Creators))
            AddSome(columns, Feature.Creator(creator), OfEach / Creators, context.NowMs, found);
        foreach (var genre in context.Taste.Affinities.BestGenres.Take(Genres))
            AddSome(columns, columns.TopicOfGenre(genre), OfEach / Genres, context.NowMs, found);
        for (var i = 0ul; i < OfEach; i++)
            found.Add((int)(CounterRandom.Bits((ulong)context.NowMs, i) % (ulong)columns.Count));
        return [.. found.Distinct().Where(context.MayAsNew)];
    }

    private static void AddSome(CatalogueColumns columns, int feature, int most, long salt, List<int> to)
    {
        var titles = new List<int>();
        columns.AddWith(feature, titles);
        var start = titles.Count == 0 ? 0 : (int)(CounterRandom.Bits((ulong)salt, (uint)feature) % (ulong)titles.Count);
        for (var i = 0; i < Math.Min(most, titles.Count); i++)
            to.Add(titles[(start + i) % titles.Count]);
    }
}
