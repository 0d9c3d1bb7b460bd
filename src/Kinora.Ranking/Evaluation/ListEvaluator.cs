using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>Ranks for everybody and counts. Sums run in the order of the people, whatever the threads did.</summary>
internal static class ListEvaluator
{
    private const int Shown = 10;

    /// <summary>One measure for each person.</summary>
    public static double[] Each(ListTask task, IItemScorer scorer, Measure measure, CancellationToken cancel)
    {
        var values = new double[task.Queries.Length];
        Run(task, scorer, (index, scores, targets) => values[index] = measure.Of(TieGroup.Find(scores, targets)), cancel);
        return values;
    }

    public static ListFigures Measure(ListTask task, IItemScorer scorer, Measure[] measures, string[][]? genres, CancellationToken cancel)
    {
        var values = measures.Select(_ => new double[task.Queries.Length]).ToArray();
        var lists = new (int, float)[task.Queries.Length][];
        var apart = new double[task.Queries.Length];
        var whole = task.Queries.All(query => query.Candidates is null);
        Run(task, scorer, (index, scores, targets) =>
        {
            var groups = TieGroup.Find(scores, targets);
            for (var i = 0; i < measures.Length; i++)
                values[i][index] = measures[i].Of(groups);
            if (!whole)
                return;
            lists[index] = Exposure.First(scores, Shown);
            apart[index] = genres is null ? double.NaN : Calibration.Apart(task.Queries[index].History, lists[index], genres);
        }, cancel);
        var exposure = new Exposure(task.Fit.ItemCount);
        if (!whole)
            return new ListFigures(values, null, null, null, null);
        foreach (var list in lists)
            exposure.Add(list);
        return new ListFigures(
            values, exposure.Coverage, exposure.Gini, exposure.Novelty(task.Fit.Popularity(), task.Fit.Count),
            genres is null ? null : apart.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average());
    }

    private delegate void Ranked(int index, ReadOnlySpan<float> scores, ReadOnlySpan<int> targets);

    private static void Run(ListTask task, IItemScorer scorer, Ranked ranked, CancellationToken cancel)
    {
        var options = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, task.Queries.Length, options, () => new float[task.Fit.ItemCount], (index, _, scores) =>
        {
            var query = task.Queries[index];
            scorer.Score(query.History, query.At, scores);
            foreach (var item in query.Excluded)
                scores[item] = float.NegativeInfinity;
            if (query.Candidates is { } candidates)
                ranked(index, Array.ConvertAll(candidates, item => scores[item]), Array.ConvertAll(query.Targets, item => Array.IndexOf(candidates, item)));
            else
                ranked(index, scores, query.Targets);
            return scores;
        }, _ => { });
    }
}

/// <summary>What one model gave on one task; of lists of chosen candidates there are the values alone.</summary>
/// <param name="Values">For each measure, each person's value.</param>
/// <param name="Coverage">The share of all items in somebody's first ten places.</param>
internal sealed record ListFigures(double[][] Values, double? Coverage, double? Gini, double? Novelty, double? Calibration);
