using Kinora.Ranking.Evaluation;

namespace Kinora.Ranking.Tests.Evaluation;

public sealed class OffPolicyTests
{
    [Fact]
    public void Three_slots_by_hand()
    {
        var estimate = OffPolicy.Of([new(2, 1, 0.5, 0.4, 0), new(0.5, 0, 0.5, 0.4, 1), new(20, 1, 0.5, 0.4, 2)]);
        Assert.Equal(22.0 / 3, estimate.Values[0], 12);
        Assert.Equal(12.0 / 3, estimate.Values[1], 12);
        Assert.Equal(22 / 22.5, estimate.Values[2], 12);
        Assert.Equal(((0.4 + (2 * 0.5)) + (0.4 - (0.5 * 0.5)) + (0.4 + (20 * 0.5))) / 3, estimate.Values[3], 12);
        Assert.Equal(22.5 * 22.5 / (4 + 0.25 + 400), estimate.Sample, 12);
        Assert.Contains("effective sample size", estimate.Refused, StringComparison.Ordinal);
    }

    [Fact]
    public void An_estimate_from_another_policys_log_holds_the_truth()
    {
        var inside = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            // Two titles that please 10 % and 30 %; logged half and half, asked for one that shows the better one 80 %: 26 %.
            var random = new Random(seed);
            var slots = Enumerable.Range(0, 2000).Select(place =>
            {
                var better = random.Next(2) == 1;
                return new LoggedSlot((better ? 0.8 : 0.2) / 0.5, random.NextDouble() < (better ? 0.3 : 0.1) ? 1 : 0, better ? 0.3 : 0.1, 0.26, place);
            }).ToArray();
            var estimate = OffPolicy.Of(slots);
            Assert.Null(estimate.Refused);
            Assert.All(estimate.Values, value => Assert.InRange(value, 0.2, 0.32));
            inside += estimate.Intervals[2].Low <= 0.26 && estimate.Intervals[2].High >= 0.26 ? 1 : 0;
        }

        Assert.InRange(inside, 16, 20);
    }

    [Fact]
    public void Too_few_rewards_and_weights_that_do_not_sum_are_refused_by_their_number()
    {
        Assert.Contains("5 rewards", OffPolicy.Of([.. Enumerable.Range(0, 500).Select(place => new LoggedSlot(1, place < 5 ? 1 : 0, 0, 0, place))]).Refused, StringComparison.Ordinal);
        Assert.Contains("mean weight", OffPolicy.Of([.. Enumerable.Range(0, 500).Select(place => new LoggedSlot(place % 2 == 0 ? 1.4 : 1.2, place % 2, 0, 0, place))]).Refused, StringComparison.Ordinal);
    }
}
