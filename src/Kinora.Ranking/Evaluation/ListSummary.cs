namespace Kinora.Ranking.Evaluation;

/// <summary>One line of the table out of what the folds gave.</summary>
internal static class ListSummary
{
    public static ModelResult Of(string model, ListProtocol protocol, FoldOutcome[] folds)
    {
        var metrics = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        var intervals = new SortedDictionary<string, Interval>(StringComparer.Ordinal);
        var deviations = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < protocol.Measures.Length; i++)
        {
            var measure = i;
            var means = Array.ConvertAll(folds, fold => fold.Figures.Values[measure].Average());
            var name = protocol.Measures[i].Name;
            metrics[name] = means.Average();
            intervals[name] = Bootstrap.Mean([.. folds.SelectMany(fold => fold.Figures.Values[measure])]);
            if (folds.Length > 1)
                deviations[name] = Math.Sqrt(means.Sum(mean => (mean - means.Average()) * (mean - means.Average())) / (folds.Length - 1));
        }

        metrics["coverage"] = folds.Average(fold => fold.Figures.Coverage);
        metrics["gini"] = folds.Average(fold => fold.Figures.Gini);
        metrics["novelty"] = folds.Average(fold => fold.Figures.Novelty);
        metrics["calibration"] = folds.Average(fold => fold.Figures.Calibration);
        return new ModelResult(
            model, metrics, intervals, folds.Length > 1 ? deviations : null, folds.Average(fold => fold.Seconds),
            string.Join("; ", folds.Select(fold => fold.Parameters).Distinct(StringComparer.Ordinal)), folds.Average(fold => fold.Validation));
    }
}
