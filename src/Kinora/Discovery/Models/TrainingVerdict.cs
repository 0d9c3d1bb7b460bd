using System.Globalization;
using Kinora.Ranking.Learning;

namespace Kinora.Discovery.Models;

/// <summary>Whether what was trained is served.</summary>
internal static class TrainingVerdict
{
    /// <summary>The end, and why it is none to be served, for a person.</summary>
    /// <param name="before">NDCG of the model before; null = there is none to compare with.</param>
    /// <param name="mostDrop">The largest relative loss.</param>
    public static (TrainingEnd End, string? Why) Of(TrainingOutcome outcome, double? before, double mostDrop)
    {
        if (outcome.Figures is not { } figures || outcome.Baseline is not { } baseline)
            return (TrainingEnd.Lacking, "Too little: " + string.Join(", ", outcome.Missing.Select(one => $"{one.Have} of {one.Need} {one.What}")) + ".");
        if (figures.Ndcg <= baseline.Ndcg)
            return (TrainingEnd.Refused, Text($"NDCG@10 {figures.Ndcg:0.0000} is no better than popularity's {baseline.Ndcg:0.0000}."));
        if (before is { } known && figures.Ndcg < known * (1 - mostDrop))
            return (TrainingEnd.Refused, Text($"NDCG@10 {figures.Ndcg:0.0000} is more than {mostDrop:P0} below the model before, {known:0.0000}."));
        return (TrainingEnd.Accepted, null);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
