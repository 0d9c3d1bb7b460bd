using Kinora.Ranking.Learning;

namespace Kinora.Ranking.Tests.Learning;

public sealed class TrainerTests
{
    [Fact]
    public void A_learned_model_finds_the_groups_that_popularity_cannot_see()
    {
        var outcome = PlantedWorld.Train();

        Assert.Empty(outcome.Missing);
        Assert.Equal((90, PlantedWorld.Titles, 720), (outcome.People, outcome.Titles, outcome.Events));
        Assert.True(outcome.Figures!.Ndcg > 2 * outcome.Baseline!.Ndcg, $"{outcome.Figures} against {outcome.Baseline}: {outcome.Parameters}");
    }

    [Fact]
    public void With_more_titles_than_a_matrix_may_hold_it_learns_factors()
    {
        var outcome = PlantedWorld.Train(new TrainingOptions { MostLinear = 10 });

        Assert.IsType<PackedFactors>(Assert.Single(outcome.Model!.Parts));
        Assert.True(outcome.Figures!.Ndcg > 2 * outcome.Baseline!.Ndcg, $"{outcome.Figures} against {outcome.Baseline}");
    }

    [Fact]
    public void Too_little_is_named_and_nothing_is_trained()
    {
        var outcome = PlantedWorld.Train(people: 8);

        Assert.Null(outcome.Model);
        Assert.Equal(["people 20", "titles 30", "events 300", "histories 10"], outcome.Missing.Select(one => $"{one.What} {one.Need}"));
        Assert.All(outcome.Missing, one => Assert.InRange(one.Have, 1, one.Need - 1));
    }

    [Fact]
    public void Training_again_gives_the_same_file()
    {
        using MemoryStream first = new(), second = new();
        Assert.Equal(
            LearnedModelPack.Write(PlantedWorld.Train().Model!, first),
            LearnedModelPack.Write(PlantedWorld.Train(new TrainingOptions { Threads = 1 }).Model!, second));
        Assert.Equal(first.ToArray(), second.ToArray());
    }
}
