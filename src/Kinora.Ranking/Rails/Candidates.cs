using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Rails;

/// <summary>
/// Titles that For you looks at: all of a catalogue up to 20,000; of a larger one the newest, the most popular, those of the dearest
/// creators and genres, and a sample.
/// </summary>
internal static class Candidates
{
    private const int LookAtAll = 20_000;
    private const int OfEach = 800;
    private const int Creators = 32;
    private const int Genres = 8;

    /// <summary>Those that may be shown.</summary>
    /// <param name="besides">Further titles, such as what people of like taste had.</param>
    public static List<int> Of(RailContext context, IEnumerable<int> besides)
    {
        var columns = context.Columns;
        if (columns.Count <= LookAtAll)
            return [.. Enumerable.Range(0, columns.Count).Where(context.MayAsNew)];
        var found = new List<int>();
        foreach (var kind in RailContext.Shown)
            found.AddRange(columns.Newest(kind)[..Math.Min(OfEach, columns.Newest(kind).Length)]);
        found.AddRange(context.Shared.MostPopular.Take(OfEach));
        foreach (var creator in context.Taste.Affinities.BestCreators.Take(Creators))
            columns.AddSome(Feature.Creator(creator), OfEach / Creators, (ulong)context.NowMs, found);
        foreach (var genre in context.Taste.Affinities.BestGenres.Take(Genres))
            columns.AddSome(columns.TopicOfGenre(genre), OfEach / Genres, (ulong)context.NowMs, found);
        found.AddRange(besides);
        if (context.Taste.Learned is { } learned)
            found.AddRange(learned.BestFirst[..Math.Min(OfEach, learned.BestFirst.Length)]);
        for (var i = 0ul; i < OfEach; i++)
            found.Add((int)(CounterRandom.Bits((ulong)context.NowMs, i) % (ulong)columns.Count));
        return [.. found.Distinct().Where(context.MayAsNew)];
    }
}
