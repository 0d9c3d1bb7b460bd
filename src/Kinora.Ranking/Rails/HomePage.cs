namespace Kinora.Ranking.Rails;

/// <summary>
/// How rails stand together: at most 20, at most 20 places each, no title in two of them; the higher rail keeps it. It goes by the title
/// shown (ranking.md, Home rails).
/// </summary>
internal static class HomePage
{
    public const int MostRails = 20;
    public const int MostPlaces = 20;

    /// <summary>The rails that have something to show, from the top, each with the places it keeps.</summary>
    /// <param name="rails">From the top; places best first, more than fit are welcome.</param>
    /// <param name="titleOf">The title that a place shows; −1 where it shows none, such as a collection.</param>
    public static List<(TRail Rail, List<TPlace> Places)> Compose<TRail, TPlace>(
        IEnumerable<(TRail Rail, IReadOnlyList<TPlace> Places)> rails, Func<TPlace, int> titleOf)
    {
        var shown = new HashSet<int>();
        var page = new List<(TRail, List<TPlace>)>();
        foreach (var (rail, places) in rails)
        {
            if (page.Count == MostRails)
                break;
            var kept = new List<TPlace>();
            foreach (var place in places)
            {
                if (kept.Count == MostPlaces)
                    break;
                if (titleOf(place) is var title && (title < 0 || shown.Add(title)))
                    kept.Add(place);
            }

            if (kept.Count > 0)
                page.Add((rail, kept));
        }

        return page;
    }
}
