using Kinora.Discovery.Models;
using Kinora.Ranking.Learning;

namespace Kinora.Tests.Discovery.Models;

public sealed class TrainingVerdictTests
{
    [Theory]
    [InlineData(0.30, 0.20, null, TrainingEnd.Accepted)]
    [InlineData(0.20, 0.20, null, TrainingEnd.Refused)]
    [InlineData(0.30, 0.20, 0.32, TrainingEnd.Accepted)]
    [InlineData(0.28, 0.20, 0.32, TrainingEnd.Refused)]
    [InlineData(0.50, 0.20, 0.32, TrainingEnd.Accepted)]
    internal void A_model_is_served_when_it_beats_the_baseline_and_loses_no_tenth_against_the_one_before(double ndcg, double baseline, double? before, TrainingEnd end)
    {
        var (found, why) = TrainingVerdict.Of(Outcome(new(ndcg, 0, 0), new(baseline, 0, 0), []), before, 0.1);

        Assert.Equal(end, found);
        Assert.Equal(end == TrainingEnd.Accepted, why is null);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        Assert.Equal(
            (TrainingEnd.Lacking, "Too little: 3 of 20 people, 7 of 30 titles."),
            TrainingVerdict.Of(Outcome(null, null, [new("people", 3, 20), new("titles", 7, 30)]), 0.3, 0.1));
    }

    private static TrainingOutcome Outcome(OfflineFigures? figures, OfflineFigures? baseline, Missing[] missing) =>
        new(1, 1, 1, missing, null, null, "", figures, baseline);
}
