using Kinora.Ranking.Experiments;
using Kinora.Ranking.Feed;

namespace Kinora.Ranking.Tests.Experiments;

public sealed class ExplorationPolicyTests
{
    [Fact]
    public void Weights_by_hand()
    {
        // ε = 0.1, p = 0.3: the best 0.9 → 0.8, a draw 0.1 · 0.3 → 0.2 · 0.3, evenly among four 0.2 · 0.25.
        var twice = new ExplorationPolicy("twice", 2);
        var best = new LoggedChoice(new Draw(0.9, 1, 0.1, 4), false, true, true, 0);
        var drawn = new LoggedChoice(new Draw(0.03, 1, 0.1, 4), true, false, true, 0);
        var drawnBest = new LoggedChoice(new Draw(0.93, 1, 0.1, 4), true, true, true, 0);
        Assert.Equal(0.8 / 0.9, twice.WeightOf(best), 12);
        Assert.Equal(2, twice.WeightOf(drawn), 12);
        Assert.Equal(2, twice.WeightOf(drawnBest), 9);
        Assert.Equal(0.2 * 0.25 / (0.1 * 0.3), (twice with { Evenly = true }).WeightOf(drawn), 12);
        Assert.Equal((1 / 0.9, 0), (new ExplorationPolicy("none", 0).WeightOf(best), new ExplorationPolicy("none", 0).WeightOf(drawn)));
        Assert.Equal(ExplorationPolicy.MostEpsilon, twice.Of(0.4));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.5, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void What_another_policy_would_have_earned_lies_in_the_interval(double factor, bool evenly)
    {
        // The best pleases 40 %, the four others 10, 20, 30 and 40 %, drawn with chances 0.4, 0.3, 0.2, 0.1.
        double[] pleases = [0.1, 0.2, 0.3, 0.4], chances = [0.4, 0.3, 0.2, 0.1];
        var policy = new ExplorationPolicy("other", factor, evenly);
        var epsilon = policy.Of(0.2);
        var truth = ((1 - epsilon) * 0.4) + (epsilon * (evenly ? pleases.Average() : pleases.Zip(chances, (a, b) => a * b).Sum()));
        var inside = new int[4];
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var log = Enumerable.Range(0, 3_000).Select(slot =>
            {
                if (random.NextDouble() >= 0.2)
                    return new LoggedChoice(new Draw(0.8, 9, 0.2, 4), false, true, random.NextDouble() < 0.4, slot / 10);
                var (drawn, left) = (0, random.NextDouble());
                while (drawn < 3 && (left -= chances[drawn]) >= 0)
                    drawn++;
                return new LoggedChoice(new Draw(0.2 * chances[drawn], 9, 0.2, 4), true, false, random.NextDouble() < pleases[drawn], slot / 10);
            }).ToList();
            var estimate = policy.Estimate(log)!;
            for (var i = 0; i < inside.Length; i++)
                inside[i] += estimate.Intervals[i].Low <= truth && truth <= estimate.Intervals[i].High ? 1 : 0;
        }

        Assert.All(inside, count => Assert.InRange(count, 16, 20));
    }

    [Fact]
    public void An_empty_log_says_nothing_and_a_short_one_is_refused()
    {
        Assert.Null(new ExplorationPolicy("none", 0).Estimate([]));
        Assert.Contains(
            "effective sample size",
            new ExplorationPolicy("none", 0).Estimate([.. Enumerable.Repeat(new LoggedChoice(new Draw(0.9, 1, 0.1, 4), false, true, true, 0), 30)])!.Refused,
            StringComparison.Ordinal);
    }
}
