using Kinora.Ranking.Evaluation;
using Kinora.Ranking.Feed;

namespace Kinora.Ranking.Experiments;

/// <summary>One slot of the feed at which a draw took place, and what came of it.</summary>
/// <param name="Good">A good viewing came of it.</param>
/// <param name="Person">Slots of one person belong together.</param>
internal readonly record struct LoggedChoice(Draw Draw, bool Explored, bool IsBest, bool Good, int Person);

/// <summary>A way to explore that was not shown.</summary>
/// <param name="Factor">Times the share of exploration that was shown.</param>
/// <param name="Evenly">Drawn with the same chance for each, instead of by what is promising.</param>
internal sealed record ExplorationPolicy(string Name, double Factor, bool Evenly = false)
{
    /// <summary>More than half of the feed is never explored.</summary>
    public const double MostEpsilon = 0.5;

    /// <summary>ε under it.</summary>
    public double Of(double epsilon) => Times(epsilon, Factor);

    public static double Times(double epsilon, double factor) => Math.Min(MostEpsilon, factor * epsilon);

    /// <summary>
    /// What the feed would have been worth with it, from what was logged. The action is the way of picking and the title: its chance is 1 − ε
    /// for the best by score, and ε p for a draw, where p follows from the logged propensity. Such a policy picks nothing that could not have
    /// been picked, so all of it is supported. The model of the doubly robust estimate is the mean of each way, drawn to the mean of all.
    /// </summary>
    public OffPolicyEstimate? Estimate(IReadOnlyList<LoggedChoice> log)
    {
        if (log.Count == 0)
            return null;
        var mean = log.Average(one => one.Good ? 1.0 : 0);
        var (best, drawn) = (Expected(false), Expected(true));
        return OffPolicy.Of([.. log.Select(one =>
        {
            var epsilon = Of(one.Draw.Epsilon);
            return new LoggedSlot(WeightOf(one), one.Good ? 1 : 0, one.Explored ? drawn : best, ((1 - epsilon) * best) + (epsilon * drawn), one.Person);
        })]);

        double Expected(bool explored)
        {
            var (good, all) = (0, 0);
            foreach (var one in log)
                (good, all) = one.Explored == explored ? (good + (one.Good ? 1 : 0), all + 1) : (good, all);
            return (good + (Smoothing * mean)) / (all + Smoothing);
        }
    }

    /// <summary>How much likelier what was shown would have been.</summary>
    public double WeightOf(in LoggedChoice one)
    {
        var (before, then) = (one.Draw.Epsilon, Of(one.Draw.Epsilon));
        if (!one.Explored)
            return (1 - then) / (1 - before);
        var byDraw = one.Draw.Propensity - (one.IsBest ? 1 - before : 0);
        return then * (Evenly ? 1.0 / one.Draw.Candidates : byDraw / before) / byDraw;
    }

    private const double Smoothing = 20;
}
