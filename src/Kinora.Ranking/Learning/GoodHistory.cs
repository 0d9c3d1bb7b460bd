using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Learning;

/// <summary>
/// What a person had and liked: titles with a good viewing and no dislike, an episode as its series, each once at its newest place. Training
/// and ranking read the same, so that what was learned fits what is asked.
/// </summary>
internal static class GoodHistory
{
    /// <summary>Oldest first.</summary>
    /// <param name="viewings">Oldest first.</param>
    public static List<(int Title, long At)> Of(CatalogueColumns columns, IReadOnlyList<Viewing> viewings)
    {
        var (seen, titles) = (new HashSet<int>(), new List<(int, long)>());
        for (var i = viewings.Count - 1; i >= 0; i--)
        {
            if (!columns.Has(viewings[i].Title))
                continue;
            var subject = columns.Subject(viewings[i].Title);
            if (viewings[i].Disliked)
                seen.Add(subject);
            else if (viewings[i].IsGood && seen.Add(subject))
                titles.Add((subject, viewings[i].FirstAt));
        }

        titles.Reverse();
        return titles;
    }
}
