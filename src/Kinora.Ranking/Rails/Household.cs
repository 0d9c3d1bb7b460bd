using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Rails;

/// <summary>What one profile of a household enjoyed: weights by title, the dearest 1, episodes as their series.</summary>
internal sealed record HouseholdTaste(IReadOnlyDictionary<int, double> Titles)
{
    private const int Most = 200;
    private const double HalfLifeMs = 30.0 * 86_400_000;

    /// <summary>Good viewings fade by half in 30 days; a like counts double; what is hidden or disliked counts nothing.</summary>
    public static HouseholdTaste Of(CatalogueColumns columns, ProfileState state, long nowMs)
    {
        var weights = new Dictionary<int, double>();
        foreach (var viewing in state.Viewings.All(columns, state.ResetAt, state.Ratings))
        {
            if (!viewing.IsGood || viewing.Disliked || !columns.Has(viewing.Title))
                continue;
            var subject = columns.Subject(viewing.Title);
            var weight = Math.Exp(-Math.Log(2) * Math.Max(0, nowMs - viewing.LastAt) / HalfLifeMs) * (viewing.Liked ? 2 : 1);
            weights[subject] = weights.GetValueOrDefault(subject) + weight;
        }

        var best = weights.Where(pair => state.WhyDropped(columns, pair.Key) is null)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(Most).ToList();
        return new HouseholdTaste(best.ToDictionary(pair => pair.Key, pair => pair.Value / best[0].Value));
    }
}

/// <summary>The rail Popular in your household: blended over its other profiles, each with the same weight (ranking.md, Home rails).</summary>
internal static class Household
{
    public static List<RailPick> Of(RailContext context, int limit)
    {
        var sums = new SortedDictionary<int, double>();
        foreach (var (title, weight) in context.Household.SelectMany(taste => taste.Titles))
            sums[title] = sums.GetValueOrDefault(title) + weight / context.Household.Count;
        var picks = sums.Where(pair => context.MayAsNew(pair.Key))
            .Select(pair => new RailPick(pair.Key, ScoreContext.Clamped(pair.Value), new Cause(CauseKind.Household))).ToList();
        ForYou.Best(picks);
        return picks.Count <= limit ? picks : picks[..limit];
    }
}
