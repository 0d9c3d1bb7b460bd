using Kinora.Ranking.Models;

namespace Kinora.Ranking.Evaluation;

/// <summary>Ranks what was shown: each row is scored alone. Parameters are chosen on the last day of the fit rows.</summary>
internal sealed class ImpressionRun(ImpressionLog log, TimeProvider time, Action<string> progress, CancellationToken cancel)
{
    private static readonly TreeOptions[] Grid =
    [
        new(200, 4), new(300, 4, Smoothing: 30), new(300, 5), new(400, 5, 0.03, 30), new(200, 6, Smoothing: 30),
    ];

    /// <summary>One line a model; people are those with both classes among their test rows.</summary>
    public (ModelResult[] Results, int People) Run(Func<string, bool> wanted)
    {
        var results = new List<ModelResult>();
        var counts = new PastCounts(log);
        Keep("popularity", row => counts.Watchers[row.Video]);
        var recent = new SmoothedRate(1);
        foreach (var row in log.Fit)
            recent.Add(row.Video, row.LongView ? 1 : 0);
        Keep("recent-popularity", row => recent.All(row.Video) * recent.Of(row.Video, 0));
        progress("impressions: item-knn");
        var watched = counts.Watched();
        var neighbours = ItemNeighbours.Fit(watched, 100, 20);
        Keep("item-knn", row => Sum(neighbours.Weights, watched.Of(row.User), row.Video));
        Keep("rate", row => counts.Rate(row.Video));
        if (wanted(Family.Kinora))
            results.Add(Trees(counts));
        return ([.. results], Grouped(new float[log.Test.Length]).Areas.Length);

        void Keep(string name, Func<Impression, double> score) =>
            results.Add(Result(name, Array.ConvertAll(log.Test, row => (float)score(row)), false));
    }

    public static float Sum(Matrices.Matrix weights, ReadOnlySpan<int> history, int item)
    {
        var sum = 0f;
        foreach (var one in history)
            sum += weights[one, item];
        return sum;
    }

    private ModelResult Trees(PastCounts counts)
    {
        progress("impressions: affinities by EASE");
        var features = new ImpressionFeatures(log, counts, new ItemAffinities(counts, cancel));
        var days = log.Fit.Select(row => row.Date).Distinct().Order().ToArray();
        var last = days[^1];
        var early = features.Rows(Array.FindAll(log.Fit, row => row.Date < last), null);
        var late = features.Rows(Array.FindAll(log.Fit, row => row.Date == last), last);
        TreeOptions? best = null;
        var reached = double.NegativeInfinity;
        foreach (var options in Grid)
        {
            progress($"impressions: {options}");
            var value = AreaUnderCurve.Grouped(
                late.Users, BoostedTrees.Fit(early.Columns, early.Labels, options, cancel).Predict(late.Columns), late.Labels).Value;
            if (value > reached)
                (best, reached) = (options, value);
        }

        var fit = features.Rows(log.Fit, null);
        var started = time.GetTimestamp();
        var model = BoostedTrees.Fit(fit.Columns, fit.Labels, best!, cancel);
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        return Result(Family.Kinora, model.Predict(features.Rows(log.Test, int.MaxValue).Columns), true) with
        {
            TrainSeconds = seconds,
            Parameters = best!.ToString(),
            Validation = reached,
        };
    }

    private GroupedArea Grouped(float[] scores) => AreaUnderCurve.Grouped(
        Array.ConvertAll(log.Test, row => row.User), scores, Array.ConvertAll(log.Test, row => row.LongView));

    private ModelResult Result(string name, float[] scores, bool chances)
    {
        var labels = Array.ConvertAll(log.Test, row => row.LongView);
        var grouped = Grouped(scores);
        return new ModelResult(
            name,
            new SortedDictionary<string, double?>(StringComparer.Ordinal)
            {
                ["gauc"] = grouped.Value,
                ["auc"] = AreaUnderCurve.Of(scores, labels),
                ["calibration"] = chances ? Expected(scores, labels) : null,
            },
            new SortedDictionary<string, Interval>(StringComparer.Ordinal)
            {
                ["gauc"] = Bootstrap.Mean(grouped.Areas, grouped.Weights),
                ["auc"] = RowArea.Interval(log.Test, scores),
            });
    }

    /// <summary>Expected calibration error over ten steps of the chance.</summary>
    private static double Expected(float[] chances, bool[] labels) => chances.Zip(labels)
        .GroupBy(row => Math.Min(9, (int)(row.First * 10)))
        .Sum(step => Math.Abs(step.Sum(row => row.First - (row.Second ? 1.0 : 0)))) / chances.Length;
}
