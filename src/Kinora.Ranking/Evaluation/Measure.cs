namespace Kinora.Ranking.Evaluation;

/// <summary>One column of a table of lists, such as <c>ndcg@10</c>.</summary>
internal sealed record Measure(MeasureKind Kind, int K)
{
    public string Name => Kind switch
    {
        MeasureKind.HitRate => $"hr@{K}",
        MeasureKind.Ndcg => $"ndcg@{K}",
        MeasureKind.Recall or MeasureKind.RecallOfAll => $"recall@{K}",
        MeasureKind.Precision => $"precision@{K}",
        MeasureKind.ReciprocalRank => "mrr",
    };

    public double Of(ReadOnlySpan<TieGroup> groups) => Kind switch
    {
        MeasureKind.HitRate => ListMetrics.HitRate(groups, K),
        MeasureKind.Ndcg => ListMetrics.Ndcg(groups, K),
        MeasureKind.Recall => ListMetrics.Recall(groups, K),
        MeasureKind.RecallOfAll => ListMetrics.RecallOfAll(groups, K),
        MeasureKind.Precision => ListMetrics.Precision(groups, K),
        MeasureKind.ReciprocalRank => ListMetrics.ReciprocalRank(groups),
    };
}

internal enum MeasureKind
{
    HitRate,
    Ndcg,
    Recall,

    /// <summary>Over all targets, also where they are more than the list is long.</summary>
    RecallOfAll,
    Precision,
    ReciprocalRank,
}
