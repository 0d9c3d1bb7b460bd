namespace Kinora.Ranking.Evaluation;

/// <summary>
/// What a model shows at all: over everybody's first places, equals sharing a place by their chance of it.
/// </summary>
internal sealed class Exposure(int items)
{
    private readonly double[] _shown = new double[items];

    /// <summary>The log of the chance that nobody was shown the item.</summary>
    private readonly double[] _missed = new double[items];

    /// <summary>The chance that each item is among the first <paramref name="k"/>; minus infinity is no candidate.</summary>
    public static (int Item, float Chance)[] First(ReadOnlySpan<float> scores, int k)
    {
        var best = new PriorityQueue<int, float>(k + 1);
        for (var item = 0; item < scores.Length; item++)
        {
            if (float.IsNegativeInfinity(scores[item]))
                continue;
            if (best.Count < k)
                best.Enqueue(item, scores[item]);
            else if (best.TryPeek(out _, out var least) && scores[item] > least)
                best.EnqueueDequeue(item, scores[item]);
        }

        if (!best.TryPeek(out _, out var last))
            return [];
        int above = 0, equal = 0;
        foreach (var score in scores)
        {
            above += score > last ? 1 : 0;
            equal += score == last ? 1 : 0;
        }

        var share = Math.Min(1, (float)(k - above) / equal);
        var chances = new List<(int, float)>(above + equal);
        for (var item = 0; item < scores.Length; item++)
        {
            if (scores[item] >= last)
                chances.Add((item, scores[item] > last ? 1 : share));
        }

        return [.. chances];
    }

    public void Add(ReadOnlySpan<(int Item, float Chance)> list)
    {
        foreach (var (item, chance) in list)
        {
            _shown[item] += chance;
            _missed[item] += Math.Log(1 - Math.Min(chance, 1 - 1e-12));
        }
    }

    /// <summary>The share of all items that somebody is shown.</summary>
    public double Coverage => _missed.Sum(missed => 1 - Math.Exp(missed)) / items;

    /// <summary>0 where all items are shown alike, near 1 where a few take all.</summary>
    public double Gini
    {
        get
        {
            var sorted = _shown.Order().ToArray();
            var total = sorted.Sum();
            return total == 0 ? double.NaN : sorted.Select((shown, place) => ((2 * place) - items + 1) * shown).Sum() / (items * total);
        }
    }

    /// <summary>Mean of −log₂ of the share of people who had the shown item already; what nobody had counts as had by half a person.</summary>
    public double Novelty(int[] popularity, int people)
    {
        double sum = 0, total = 0;
        for (var item = 0; item < items; item++)
        {
            sum -= _shown[item] * Math.Log2(Math.Max(popularity[item], 0.5) / people);
            total += _shown[item];
        }

        return sum / total;
    }
}
