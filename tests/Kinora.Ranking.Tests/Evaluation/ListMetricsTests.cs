using Kinora.Ranking.Evaluation;

namespace Kinora.Ranking.Tests.Evaluation;

public sealed class ListMetricsTests
{
    private static readonly double Second = 1 / Math.Log2(3);

    private static readonly double Third = 1 / Math.Log2(4);

    [Fact]
    public void One_target_on_the_second_place()
    {
        var groups = TieGroup.Find([0.9f, 0.8f, 0.7f, 0.6f], [1]);
        Assert.Equal([new TieGroup(1, 1, 1)], groups);
        Assert.Equal(0, ListMetrics.HitRate(groups, 1));
        Assert.Equal(1, ListMetrics.HitRate(groups, 2));
        Assert.Equal(Second, ListMetrics.Ndcg(groups, 10), 12);
        Assert.Equal(0.5, ListMetrics.ReciprocalRank(groups), 12);
    }

    [Fact]
    public void Targets_on_the_first_and_third_of_five_places()
    {
        var groups = TieGroup.Find([5, 4, 3, 2, 1], [2, 0]);
        Assert.Equal((1 + Third) / (1 + Second), ListMetrics.Ndcg(groups, 3), 12);
        Assert.Equal(1, ListMetrics.Ndcg(groups, 1), 12);
        Assert.Equal(0.5, ListMetrics.Recall(groups, 2), 12);
        Assert.Equal(1, ListMetrics.Recall(groups, 1), 12);
        Assert.Equal(0.5, ListMetrics.RecallOfAll(groups, 1), 12);
        Assert.Equal(2.0 / 3, ListMetrics.Precision(groups, 3), 12);
    }

    [Fact]
    public void A_target_among_four_equals_counts_by_its_chance()
    {
        var groups = TieGroup.Find([1, 1, 1, 1], [3]);
        Assert.Equal(0.5, ListMetrics.HitRate(groups, 2), 12);
        Assert.Equal((1 + Second) / 4, ListMetrics.Ndcg(groups, 2), 12);
        Assert.Equal((1 + (1 / 2.0) + (1 / 3.0) + (1 / 4.0)) / 4, ListMetrics.ReciprocalRank(groups), 12);
    }

    [Fact]
    public void What_is_no_candidate_is_not_counted()
    {
        var groups = TieGroup.Find([float.NegativeInfinity, 2, float.NegativeInfinity, 1], [3]);
        Assert.Equal([new TieGroup(1, 1, 1)], groups);
    }

    /// <summary>Against the plain definition, averaged over every order that the scores allow.</summary>
    [Fact]
    public void Every_measure_is_the_mean_over_all_orders_of_the_equals()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var scores = Enumerable.Range(0, 6).Select(_ => (float)random.Next(3)).ToArray();
            var targets = Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0).DefaultIfEmpty(2).ToArray();
            var groups = TieGroup.Find(scores, targets);
            var orders = Orders([.. Enumerable.Range(0, 6)]).Where(order => order.Zip(order.Skip(1)).All(pair => scores[pair.First] >= scores[pair.Second])).ToArray();
            for (var k = 1; k <= 6; k++)
            {
                var longest = k;
                Same(order => order.Take(longest).Count(targets.Contains), ListMetrics.Hits(groups, k));
                Same(order => order.Take(longest).Any(targets.Contains) ? 1 : 0, ListMetrics.HitRate(groups, k));
                Same(order => Gain(order, longest) / Enumerable.Range(1, Math.Min(longest, targets.Length)).Sum(rank => 1 / Math.Log2(rank + 1)), ListMetrics.Ndcg(groups, k));
            }

            Same(order => 1.0 / (1 + Array.FindIndex(order, targets.Contains)), ListMetrics.ReciprocalRank(groups));

            void Same(Func<int[], double> plain, double ours) => Assert.Equal(orders.Average(plain), ours, 10);

            double Gain(int[] order, int k) => order.Take(k).Select((item, place) => targets.Contains(item) ? 1 / Math.Log2(place + 2) : 0).Sum();
        }
    }

    /// <summary>What must hold between the measures, whatever the scores are.</summary>
    [Fact]
    public void The_measures_agree_with_each_other()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var scores = Enumerable.Range(0, 50).Select(_ => (float)random.Next(20)).ToArray();
            var one = TieGroup.Find(scores, [random.Next(50)]);
            var many = TieGroup.Find(scores, [.. Enumerable.Range(0, 50).Where(_ => random.Next(5) == 0).DefaultIfEmpty(0)]);
            for (var k = 1; k <= 50; k++)
            {
                Assert.Equal(ListMetrics.HitRate(one, k), ListMetrics.Recall(one, k), 10);
                Assert.InRange(ListMetrics.Ndcg(one, k), 0, ListMetrics.HitRate(one, k) + 1e-12);
                Assert.InRange(ListMetrics.HitRate(many, k), Math.Min(1, ListMetrics.Hits(many, k)) - 1e-9 < 1 ? 0 : 1, Math.Min(1, ListMetrics.Hits(many, k)) + 1e-9);
                Assert.InRange(ListMetrics.RecallOfAll(many, k), 0, ListMetrics.Recall(many, k) + 1e-12);
            }

            Assert.Equal(1, ListMetrics.RecallOfAll(many, 50), 10);
        }
    }

    [Fact]
    public void The_area_is_the_chance_of_the_right_order()
    {
        Assert.Equal(0.75, AreaUnderCurve.Of([0.1f, 0.4f, 0.35f, 0.8f], [false, false, true, true]), 12);
        Assert.Equal(0.5, AreaUnderCurve.Of([1, 1, 1], [false, true, true]), 12);
        var grouped = AreaUnderCurve.Grouped([1, 1, 2, 2, 2, 3], [1, 2, 3, 2, 1, 9], [false, true, false, true, false, true]);
        Assert.Equal(((1.0 * 2) + (0.5 * 3)) / 5, grouped.Value, 12);
        Assert.True(double.IsNaN(AreaUnderCurve.Of([1, 2], [true, true])));
    }

    [Fact]
    public void Places_that_equals_share_are_shared_out()
    {
        Assert.Equal([(0, 1f), (1, 0.5f), (3, 0.5f)], Exposure.First([3, 2, 1, 2], 2));
        var exposure = new Exposure(4);
        exposure.Add([(0, 1), (1, 0.5f), (3, 0.5f)]);
        Assert.Equal(0.5, exposure.Coverage, 6);
        var even = new Exposure(4);
        even.Add([(0, 1), (1, 1), (2, 1), (3, 1)]);
        Assert.Equal(0, even.Gini, 12);
        var one = new Exposure(4);
        one.Add([(2, 1)]);
        Assert.Equal(0.75, one.Gini, 12);
    }

    [Fact]
    public void The_interval_holds_the_mean_and_is_the_same_each_time()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(one => one % 4 == 0 ? 1.0 : 0)];
        var interval = Bootstrap.Mean(values);
        Assert.InRange(0.25, interval.Low, interval.High);
        Assert.InRange(interval.High - interval.Low, 0.06, 0.11);
        Assert.Equal(interval, Bootstrap.Mean(values));
    }

    private static IEnumerable<int[]> Orders(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
