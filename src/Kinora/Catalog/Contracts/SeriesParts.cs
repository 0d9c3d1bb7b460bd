using Kinora.Platform.Security;
using Kinora.Ranking;

namespace Kinora.Catalog.Contracts;

/// <summary>Series by what of them is played.</summary>
internal static class SeriesParts
{
    /// <summary>Whether the title itself is played; a series and a season are, by their episodes.</summary>
    public static bool IsPlayed(this CatalogueSnapshot snapshot, int ordinal) => snapshot.KindOf(ordinal) is not (TitleKind.Series or TitleKind.Season);

    /// <summary>The episodes of a series that the caller may look at, as they run; null where the title is no series.</summary>
    public static IReadOnlyList<int>? EpisodesOf(this CatalogueSnapshot snapshot, int series, Caller? caller) => snapshot.KindOf(series) != TitleKind.Series ? null :
    [
        .. snapshot.MembersOf(series).Where(member => snapshot.KindOf(member) == TitleKind.Episode && snapshot.MayLookAt(member, caller))
            .OrderBy(snapshot.SeasonOf).ThenBy(snapshot.EpisodeOf).ThenBy(one => one),
    ];
}
