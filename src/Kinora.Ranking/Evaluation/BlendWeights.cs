using System.Numerics.Tensors;
using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>Finds a blend's weights on validation: one after the other over a fixed grid, twice round, the first model's weight being 1.</summary>
internal static class BlendWeights
{
    private const int MostPeople = 3000;

    private static readonly float[] Grid = [0, 0.1f, 0.2f, 0.3f, 0.4f, 0.6f, 0.8f, 1, 1.5f, 2, 3];

    public static float[] Fit(ListTask validation, IItemScorer[] parts, Measure chosen, CancellationToken cancel)
    {
        var step = Math.Max(1, (validation.Queries.Length + MostPeople - 1) / MostPeople);
        var queries = validation.Queries.Where((_, index) => index % step == 0).ToArray();
        var scores = Array.ConvertAll(parts, part => Scores(queries, part, validation.Fit.ItemCount, cancel));
        var weights = new float[parts.Length];
        weights[0] = 1;
        var best = Value(queries, scores, weights, chosen, cancel);
        for (var turn = 0; turn < 2; turn++)
        {
            for (var part = 1; part < parts.Length; part++)
            {
                foreach (var weight in Grid)
                {
                    var tried = weights.ToArray();
                    tried[part] = weight;
                    var value = Value(queries, scores, tried, chosen, cancel);
                    if (value > best)
                        (best, weights) = (value, tried);
                }
            }
        }

        return weights;
    }

    private static float[][] Scores(Query[] queries, IItemScorer part, int items, CancellationToken cancel)
    {
        var scores = new float[queries.Length][];
        Parallel.For(0, queries.Length, new ParallelOptions { CancellationToken = cancel }, index =>
        {
            var query = queries[index];
            var own = new float[items];
            part.Score(query.History, query.At, own);
            Blend.Standardise(own, query.History);
            scores[index] = query.Candidates is { } candidates ? Array.ConvertAll(candidates, item => own[item]) : own;
        });
        return scores;
    }

    private static double Value(Query[] queries, float[][][] scores, float[] weights, Measure chosen, CancellationToken cancel)
    {
        var values = new double[queries.Length];
        Parallel.For(0, queries.Length, new ParallelOptions { CancellationToken = cancel }, () => new float[scores[0].Max(own => own.Length)], (index, _, room) =>
        {
            var query = queries[index];
            var sum = room.AsSpan(0, scores[0][index].Length);
            sum.Clear();
            for (var part = 0; part < weights.Length; part++)
            {
                if (weights[part] != 0)
                    TensorPrimitives.MultiplyAdd(scores[part][index], weights[part], sum, sum);
            }

            if (query.Candidates is { } candidates)
            {
                values[index] = chosen.Of(TieGroup.Find(sum, Array.ConvertAll(query.Targets, item => Array.IndexOf(candidates, item))));
                return room;
            }

            foreach (var item in query.Excluded)
                sum[item] = float.NegativeInfinity;
            values[index] = chosen.Of(TieGroup.Find(sum, query.Targets));
            return room;
        }, _ => { });
        return values.Average();
    }
}
