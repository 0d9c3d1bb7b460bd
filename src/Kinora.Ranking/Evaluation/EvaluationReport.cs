namespace Kinora.Ranking.Evaluation;

/// <summary>What <c>kinora evaluate</c> prints.</summary>
/// <param name="Facts">Counts and checks of the protocol, in words.</param>
internal sealed record EvaluationReport(string Dataset, string Protocol, int Users, int Items, ModelResult[] Results, string[] Facts);

/// <summary>One model's line.</summary>
/// <param name="Metrics">Null as a whole, or one by one, where it would be senseless.</param>
/// <param name="Intervals">95 % bootstrap intervals.</param>
/// <param name="Deviations">Over the folds, where there are several.</param>
/// <param name="Parameters">As chosen on validation.</param>
internal sealed record ModelResult(
    string Model,
    SortedDictionary<string, double?>? Metrics,
    SortedDictionary<string, Interval>? Intervals = null,
    SortedDictionary<string, double>? Deviations = null,
    double? TrainSeconds = null,
    string? Parameters = null,
    double? Validation = null);
