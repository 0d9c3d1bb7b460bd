using Kinora.Ranking.Rails;

namespace Kinora.Ranking.Tests.Rails;

public sealed class LearningPlanTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Topics_take_turns_by_the_time_that_each_has_so_far()
    {
        LearningCandidate[] candidates =
        [
            One(1, 0.9, 10, 0), One(2, 0.8, 10, 0), One(3, 0.7, 4, 1), One(4, 0.6, 4, 1), One(5, 0.1, 4, 1),
        ];

        var plan = LearningPlan.Choose(candidates, [1, 1], 28 * Minute, 10);

        Assert.Equal([(1, 0), (3, 1), (4, 1), (5, 1)], plan.Select(choice => (choice.Title, choice.Topic)));
    }

    [Fact]
    public void What_does_not_fit_into_the_time_is_passed_over_for_what_does()
    {
        var plan = LearningPlan.Choose([One(1, 0.9, 25, 0), One(2, 0.8, 20, 0), One(3, 0.7, 5, 0)], [1], 30 * Minute, 10);

        Assert.Equal([1, 3], plan.Select(choice => choice.Title));
    }

    [Theory]
    [InlineData(1, new[] { 2, 1, 3 })]
    [InlineData(2, new[] { 3, 1, 4, 2 })]
    [InlineData(3, new[] { 4, 1, 3 })]
    public void A_title_for_ones_level_comes_first_and_one_two_levels_away_not_at_all(int person, int[] expected)
    {
        LearningCandidate[] candidates = [One(1, 0.5, 1, 0), One(2, 0.5, 1, 0, 1), One(3, 0.5, 1, 0, 2), One(4, 0.5, 1, 0, 3)];

        Assert.Equal(expected, LearningPlan.Choose(candidates, [person], 60 * Minute, 10).Select(choice => choice.Title));
    }

    [Fact]
    public void Whoever_named_no_topic_gets_the_best_that_fit()
    {
        var plan = LearningPlan.Choose([One(1, 0.1, 5), One(2, 0.9, 5), One(3, 0.5, 5)], [], 10 * Minute, 10);

        Assert.Equal([(2, -1), (3, -1)], plan.Select(choice => (choice.Title, choice.Topic)));
    }

    [Fact]
    public void Never_more_than_the_time_or_the_number_nothing_twice_and_always_the_same()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var (topics, most, ms) = (random.Next(4), 1 + random.Next(12), random.Next(1, 90) * Minute);
            var candidates = Enumerable.Range(0, random.Next(60)).Select(title => new LearningCandidate(
                title, random.NextDouble(), random.Next(1, 40) * Minute, [.. Enumerable.Range(0, topics).Where(_ => random.Next(2) == 0)], random.Next(4))).ToList();
            var levels = Enumerable.Range(0, topics).Select(_ => 1 + random.Next(3)).ToList();

            var plan = LearningPlan.Choose(candidates, levels, ms, most);

            Assert.True(plan.Count <= most && plan.Sum(choice => candidates[choice.Title].DurationMs) <= ms);
            Assert.Equal(plan.Count, plan.Select(choice => choice.Title).Distinct().Count());
            Assert.All(plan, choice => Assert.True(choice.Topic < 0 || (candidates[choice.Title].Topics.Contains(choice.Topic)
                && (choice.Level == 0 || Math.Abs(choice.Level - levels[choice.Topic]) < 2))));
            Assert.Equal(plan, LearningPlan.Choose(candidates.AsEnumerable().Reverse(), levels, ms, most));
        }
    }

    private static LearningCandidate One(int title, double score, int minutes, int topic = -1, int level = 0) =>
        new(title, score, minutes * Minute, topic < 0 ? [] : [topic], level);
}
