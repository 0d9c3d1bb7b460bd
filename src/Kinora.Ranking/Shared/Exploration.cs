using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Shared;

/// <summary>
/// Weights of exploration: of at most 512 under-exposed titles of a kind, each one's chance to be the best under Beta(a + k, b + n − k), by
/// quadrature (ranking.md, Exploration and propensity).
/// </summary>
internal static class Exploration
{
    public const int Most = 512;
    private const int Steps = 1_024;

    /// <summary>By kind. Which of many under-exposed titles are taken is drawn by the seed: fewest impressions first.</summary>
    public static Dictionary<TitleKind, ExplorationWeights> Of(
        CatalogueColumns columns, TitleStatistics[] statistics, double[] goodMeans, ulong seed)
    {
        var found = new Dictionary<TitleKind, List<(int Impressions, ulong Draw, int Title)>>();
        for (var title = 0; title < columns.Count; title++)
        {
            if (!columns.InRange(title) || (columns.FlagsOf(title) & (TitleFlags.Ready | TitleFlags.Public)) != (TitleFlags.Ready | TitleFlags.Public))
                continue;
            var impressions = title < statistics.Length ? statistics[title].Impressions30 : 0;
            if (impressions >= SharedState.UnderExposedBelow || columns.DurationOf(title) <= 0)
                continue;
            var kind = columns.KindOf(title);
            if (!found.TryGetValue(kind, out var list))
                found[kind] = list = [];
            list.Add((impressions, CounterRandom.Bits(seed, (ulong)title), title));
            if (list.Count >= 64 * Most)
                Cut(list);
        }

        return found.ToDictionary(pair => pair.Key, pair =>
        {
            Cut(pair.Value);
            return Weigh(columns, [.. pair.Value.Select(item => item.Title)], statistics, goodMeans);
        });
    }

    public static ExplorationWeights Weigh(CatalogueColumns columns, int[] titles, TitleStatistics[] statistics, double[] goodMeans)
    {
        var shapes = Array.ConvertAll(titles, title =>
        {
            var known = title < statistics.Length ? statistics[title] : default;
            var a = SharedState.PriorWeight * SharedState.Mean(goodMeans, columns.KindOf(title), columns.DurationOf(title));
            var n = Math.Max(known.Impressions, known.Good);
            return (Alpha: a + known.Good, Beta: SharedState.PriorWeight - a + n - known.Good);
        });
        var weights = BestOf(shapes);
        Array.Sort(weights, titles, Comparer<double>.Create((x, y) => y.CompareTo(x)));
        return new ExplorationWeights(titles, weights);
    }

    /// <summary>Each one's chance to be the largest of independent Beta variables; sums up to 1.</summary>
    public static double[] BestOf((double Alpha, double Beta)[] shapes)
    {
        var byShape = shapes.Distinct().ToDictionary(shape => shape, shape => Tables(shape.Alpha, shape.Beta));
        var logAll = new double[Steps];
        foreach (var shape in shapes)
        {
            for (var i = 0; i < Steps; i++)
                logAll[i] += byShape[shape].LogBelow[i];
        }

        var weightOf = byShape.ToDictionary(pair => pair.Key, pair =>
        {
            var weight = 0.0;
            for (var i = 0; i < Steps; i++)
                weight += pair.Value.Density[i] * Math.Exp(logAll[i] - pair.Value.LogBelow[i]);
            return weight;
        });
        var weights = Array.ConvertAll(shapes, shape => weightOf[shape]);
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => sum > 0 ? weight / sum : 1.0 / weights.Length);
    }

    /// <summary>The density at midpoints, summing up to 1, and the logarithm of the distribution there.</summary>
    private static (double[] Density, double[] LogBelow) Tables(double alpha, double beta)
    {
        var density = new double[Steps];
        for (var i = 0; i < Steps; i++)
        {
            var x = (i + 0.5) / Steps;
            density[i] = (alpha - 1) * Math.Log(x) + (beta - 1) * Math.Log(1 - x);
        }

        var top = density.Max();
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
            sum += density[i] = Math.Exp(density[i] - top);
        var logBelow = new double[Steps];
        var below = 0.0;
        for (var i = 0; i < Steps; i++)
        {
            density[i] /= sum;
            logBelow[i] = Math.Log(Math.Max(1e-300, below + density[i] / 2));
            below += density[i];
        }

        return (density, logBelow);
    }

    private static void Cut(List<(int Impressions, ulong Draw, int Title)> list)
    {
        list.Sort();
        if (list.Count > Most)
            list.RemoveRange(Most, list.Count - Most);
    }
}
