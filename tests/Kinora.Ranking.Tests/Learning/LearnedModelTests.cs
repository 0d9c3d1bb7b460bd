using Kinora.Ranking.Feed;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Shared;
using static Kinora.Ranking.Tests.Rails.RailWorld;

namespace Kinora.Ranking.Tests.Learning;

public sealed class LearnedModelTests
{
    [Theory]
    [InlineData(20_000)]
    [InlineData(10)]
    public void A_model_that_was_written_and_read_says_the_same(int mostLinear)
    {
        var model = Model(mostLinear).With("a", 7, new Platt(2, -1), new Platt(3, -2), Clusters.Of(PlantedWorld.Columns, PlantedWorld.People(), Now));
        var read = LearnedModelPack.Read(Written(model));

        Assert.Equal(("a", 7L, model.Count), (read.Id, read.TrainedAtMs, read.Count));
        Assert.Equal((model.Chance, model.Otherwise), (read.Chance, read.Otherwise));
        var (before, after) = (PersonScores.Of(model, [(3, 1), (5, 2)])!, PersonScores.Of(read, [(3, 1), (5, 2)])!);
        Assert.Equal(before.BestFirst, after.BestFirst);
        Assert.All(before.BestFirst.ToArray(), title => Assert.Equal((before.ChanceOf(title), before.CauseOf(title)), (after.ChanceOf(title), after.CauseOf(title))));
        Assert.Equal(model.Clusters!.For(PlantedWorld.Columns, [(3, Now)], Now), read.Clusters!.For(PlantedWorld.Columns, [(3, Now)], Now));
    }

    [Fact]
    public void A_file_that_was_changed_or_cut_anywhere_is_no_model()
    {
        var file = Written(Model());
        for (var at = 0; at < file.Length; at += 61)
        {
            var changed = file.ToArray();
            changed[at] ^= 1;
            if (at is < 12 or (>= 16 and < 56) or >= 64)
                Assert.Throws<InvalidDataException>(() => LearnedModelPack.Read(changed));
            Assert.Throws<InvalidDataException>(() => LearnedModelPack.Read(file.AsMemory(0, at)));
        }
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(10)]
    public void A_person_is_offered_their_group_and_the_cause_is_a_title_of_their_own(int mostLinear)
    {
        var scores = PersonScores.Of(Model(mostLinear), [(21, 1), (24, 2)])!;

        Assert.All(scores.BestFirst[..5].ToArray(), title =>
        {
            Assert.InRange(title, 20, 29);
            Assert.Contains(scores.CauseOf(title), (int[])[21, 24]);
        });
        Assert.DoesNotContain(21, scores.BestFirst.ToArray());
        Assert.Equal(-1, scores.ChanceOf(21));
        Assert.Equal(1, scores.StrengthOf(scores.BestFirst[0]), 6);
        Assert.Null(PersonScores.Of(Model(mostLinear), [(500, 1)]));
    }

    [Fact]
    public void For_you_takes_the_group_of_a_person_in_and_a_signal_moves_it_at_once()
    {
        var shared = SharedState.Empty with { Model = Model() };
        var state = new ProfileState();
        foreach (var title in (int[])[31, 34, 36])
            Watch(state, title, Now - Day);

        var row = ForYou.Of(Context(PlantedWorld.Columns, state, shared), 5);
        Assert.All(row, pick => Assert.InRange(pick.Title, 30, 39));
        Assert.All(row, pick => Assert.Equal(CauseKind.Watched, pick.Cause.Kind));

        foreach (var title in (int[])[41, 44, 46])
            Watch(state, title, Now - 1);
        Assert.Contains(ForYou.Of(Context(PlantedWorld.Columns, state, shared), 5), pick => pick.Title is >= 40 and <= 49);
    }

    [Fact]
    public void What_is_disliked_is_never_offered_and_speaks_for_nothing()
    {
        var shared = SharedState.Empty with { Model = Model() };
        var state = new ProfileState();
        Watch(state, 31, Now - Day);
        foreach (var title in (int[])[33, 35])
        {
            state.Apply(new SignalFact { EventId = new Guid(title, 9, 9, new byte[8]), Kind = FactKind.Dislike, At = Now - 5, ReceivedAt = Now - 5, Title = title });
        }

        Assert.DoesNotContain(ForYou.Of(Context(PlantedWorld.Columns, state, shared), 20), pick => pick.Title is 33 or 35);
        Assert.Equal([(31, Now - Day)], GoodHistory.Of(PlantedWorld.Columns, state.Viewings.All(PlantedWorld.Columns, long.MinValue, state.Ratings)));
    }

    [Fact]
    public void Similar_titles_are_those_that_the_same_people_had()
    {
        int OfGroup(LearnedModel? model) => Nearest.To(PlantedWorld.Columns, 22, _ => true, 8, model).Count(pair => pair.Title is >= 20 and <= 29);
        Assert.True(OfGroup(null) <= 2 && OfGroup(Model()) >= 4, $"{OfGroup(null)} and {OfGroup(Model())}");
    }

    [Fact]
    public void Of_people_of_like_taste_only_what_several_had_is_told()
    {
        var clusters = Clusters.Of(PlantedWorld.Columns, PlantedWorld.People(), Now)!;
        var counts = PlantedWorld.People().SelectMany(own => own).GroupBy(one => one.Title).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(clusters.Titles.SelectMany(titles => titles), one => Assert.True(counts[one.Title] >= Clusters.LeastPeople && one.Share is > 0 and <= 1));
        Assert.Null(Clusters.Of(PlantedWorld.Columns, PlantedWorld.People(3), Now));
    }

    [Fact]
    public void A_fitted_chance_is_the_share_of_good_viewings_at_that_score()
    {
        var random = new Random(1);
        var samples = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble() * 4).Select(score => (score, random.NextDouble() < new Platt(1.5, -3).Of(score))).ToList();
        var fitted = Platt.Fit(samples)!.Value;

        Assert.Equal(1.5, fitted.Slope, 0.1);
        Assert.Equal(-3, fitted.Offset, 0.2);
        Assert.Null(Platt.Fit(samples.Take(30).ToList()));
        Assert.Null(Platt.Fit(samples.ConvertAll(sample => (-sample.score, sample.Item2))));
    }

    private static LearnedModel Model(int mostLinear = 20_000) => PlantedWorld.Train(new TrainingOptions { MostLinear = mostLinear }).Model!;

    private static byte[] Written(LearnedModel model)
    {
        using var stream = new MemoryStream();
        LearnedModelPack.Write(model, stream);
        return stream.ToArray();
    }
}
