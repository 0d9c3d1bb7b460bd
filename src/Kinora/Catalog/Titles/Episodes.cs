using Kinora.Catalog.Contracts;
using Kinora.Ranking;

namespace Kinora.Catalog.Titles;

/// <summary>The order of a series.</summary>
internal static class Episodes
{
    /// <summary>All episodes in the order of watching: by season and number, specials (season 0) last.</summary>
    public static IReadOnlyList<int> Of(CatalogueSnapshot snapshot, int series) =>
    [
        .. snapshot.MembersOf(series).Where(ordinal => snapshot.KindOf(ordinal) == TitleKind.Episode)
            .OrderBy(ordinal => snapshot.SeasonOf(ordinal) == 0)
            .ThenBy(snapshot.SeasonOf).ThenBy(snapshot.EpisodeOf).ThenBy(ordinal => ordinal),
    ];

    /// <summary>
    /// What comes after a title: for an episode the next of its series, over the end of a season too; for a series its first episode; else
    /// nothing (−1). Specials follow only each other.
    /// </summary>
    public static int After(CatalogueSnapshot snapshot, int ordinal, Func<int, bool> allowed)
    {
        if (snapshot.KindOf(ordinal) == TitleKind.Series)
            return Of(snapshot, ordinal).Where(allowed).Append(-1).First();
        if (snapshot.KindOf(ordinal) != TitleKind.Episode || snapshot.SeriesOf(ordinal) is var series && series < 0)
            return -1;
        var special = snapshot.SeasonOf(ordinal) == 0;
        return Of(snapshot, series).SkipWhile(other => other != ordinal).Skip(1)
            .Where(other => snapshot.SeasonOf(other) == 0 == special && allowed(other)).Append(-1).First();
    }
}
