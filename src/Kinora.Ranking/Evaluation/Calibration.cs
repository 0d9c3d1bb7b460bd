namespace Kinora.Ranking.Evaluation;

/// <summary>
/// How far a list's genres are from those of the person's own history (Steck, Calibrated Recommendations, RecSys 2018): the
/// Kullback–Leibler divergence, the list mixed with one hundredth of the history. 0 = the same shares.
/// </summary>
internal static class Calibration
{
    private const double Mixed = 0.01;

    public static double Apart(ReadOnlySpan<int> history, ReadOnlySpan<(int Item, float Chance)> list, string[][] genres)
    {
        var had = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var item in history)
            Add(had, genres[item], 1);
        var shown = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (item, chance) in list)
            Add(shown, genres[item], chance);
        double hadSum = had.Values.Sum(), shownSum = shown.Values.Sum();
        if (hadSum == 0 || shownSum == 0)
            return double.NaN;
        var apart = 0.0;
        foreach (var (genre, weight) in had.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var share = weight / hadSum;
            apart += share * Math.Log2(share / (((1 - Mixed) * shown.GetValueOrDefault(genre) / shownSum) + (Mixed * share)));
        }

        return apart;
    }

    private static void Add(Dictionary<string, double> sums, string[] genres, double weight)
    {
        foreach (var genre in genres)
            sums[genre] = sums.GetValueOrDefault(genre) + (weight / genres.Length);
    }
}
