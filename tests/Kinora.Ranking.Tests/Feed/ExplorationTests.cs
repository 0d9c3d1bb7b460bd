using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Feed;

public sealed class ExplorationTests
{
    [Fact]
    public void What_is_drawn_follows_the_logged_distribution()
    {
        double[] weights = [0.5, 0.3, 0.15, 0.05];
        var counts = new int[weights.Length + 1];
        const int Draws = 200_000;
        for (var i = 0; i < Draws; i++)
            counts[new ExplorationDraw(weights, 0.2, 0.2).Draw((ulong)i, 3, 5) + 1]++;

        Assert.Equal(0.8, counts[0] / (double)Draws, 0.005);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var chance = new ExplorationDraw(weights, 0.2, 0.2).ChanceOf(i);
            sum += chance;
            Assert.Equal(0.8 * weights[i] + 0.2 / 4, chance, 12);
            Assert.Equal(0.2 * chance, counts[i + 1] / (double)Draws, 0.003);
        }

        Assert.Equal(1, sum, 12);
    }

    [Fact]
    public void The_same_seed_page_and_slot_always_draw_the_same_and_others_do_not()
    {
        var draws = Enumerable.Range(0, 1_000).Select(i => CounterRandom.Uniform(7, (ulong)(i / 50), (ulong)(i % 50))).ToList();

        Assert.Equal(draws, Enumerable.Range(0, 1_000).Select(i => CounterRandom.Uniform(7, (ulong)(i / 50), (ulong)(i % 50))));
        Assert.Equal(1_000, draws.Distinct().Count());
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
        Assert.Equal(0.5, draws.Average(), 0.03);
    }

    [Fact]
    public void A_title_that_promises_more_is_more_often_the_best()
    {
        var best = Exploration.BestOf([(5, 15), (5, 15), (8, 15), (5, 18)]);

        Assert.Equal(1, best.Sum(), 9);
        Assert.Equal(best[0], best[1], 12);
        Assert.True(best[2] > best[0] && best[0] > best[3]);
        Assert.Equal(0.5, Exploration.BestOf([(2, 2), (2, 2)])[0], 6);
    }

    [Fact]
    public void The_chance_to_be_the_best_of_two_is_what_the_integral_says()
    {
        // P(X > Y) for X ~ Beta(2, 1), Y ~ Beta(1, 1) is 2/3.
        Assert.Equal(2.0 / 3, Exploration.BestOf([(2, 1), (1, 1)])[0], 3);
    }

    [Fact]
    public void Only_titles_with_fewer_than_twenty_impressions_are_under_exposed_at_most_512()
    {
        var columns = TestCatalogue.Of([.. Enumerable.Range(0, 700).Select(_ => new TestTitle())]);
        var builder = new SharedStateBuilder();
        for (var title = 0; title < 100; title++)
            builder.Add(new TitleAggregate { Title = title, Impressions = 40, Impressions30 = 20 });
        var weights = builder.Build(columns, 1, 0, 1).Exploration[TitleKind.Clip];

        Assert.Equal(Exploration.Most, weights.Titles.Length);
        Assert.DoesNotContain(weights.Titles, title => title < 100);
        Assert.Equal(1, weights.Weights.Sum(), 9);
    }

    [Fact]
    public void A_tenth_of_the_slots_explores_and_the_first_never()
    {
        var columns = TestCatalogue.Of([.. Enumerable.Range(0, 900).Select(i => new TestTitle { Creator = i, Words = [$"word{i}"] })]);
        var shared = new SharedStateBuilder().Build(columns, 1, 0, 1);
        var (explored, slots) = (0, 0);
        for (var seed = 0ul; seed < 400; seed++)
        {
            var page = FeedEngine.MakePage(
                new FeedRequest { NowMs = 0, FeedSession = Guid.Empty, Page = 1, Seed = seed }, columns, new ProfileState(), shared, new FeedMemory());
            Assert.Equal(1, page.Items[0].Draw.Propensity);
            explored += page.Items.Count(item => item.Explored);
            slots += page.Items.Count - 1;
        }

        Assert.Equal(0.10, (double)explored / slots, 0.015);
    }
}
