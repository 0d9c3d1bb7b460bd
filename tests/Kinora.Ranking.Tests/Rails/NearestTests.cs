using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Tests.Support;
using static Kinora.Ranking.Tests.Rails.RailWorld;

namespace Kinora.Ranking.Tests.Rails;

public sealed class NearestTests
{
    [Fact]
    public void Because_you_watched_brings_what_is_most_alike_and_not_known()
    {
        var columns = TestCatalogue.Of(
            Movie(creator: 1, genres: [0, 1]) with { Words = ["laura"] }, Movie(creator: 1, genres: [0, 1]), Movie(creator: 2, genres: [0]),
            Movie(creator: 3, genres: [5]), Movie(creator: 1, genres: [0, 1]));
        var state = new ProfileState();
        Watch(state, 0, Now - Day);
        Watch(state, 4, Now - 2 * Day);
        var context = Context(columns, state);

        Assert.Equal([0, 4], Nearest.Seeds(context, 5));
        var row = Nearest.BecauseYouWatched(context, 0, 10);
        Assert.Equal([1, 2], row.Select(pick => pick.Title));
        Assert.Equal([3.0 / 4, 1.0 / 5], row.Select(pick => pick.Score));
        Assert.All(row, pick => Assert.Equal(new Cause(CauseKind.Watched, Title: 0), pick.Cause));
    }

    [Fact]
    public void A_word_of_every_twentieth_name_is_no_likeness_and_a_rare_one_is()
    {
        var titles = Enumerable.Range(0, 100).Select(i => Movie(creator: i) with { Words = i is 0 or 99 ? ["love", "lantern"] : i < 20 ? ["love"] : [$"word{i}"] });
        var columns = TestCatalogue.Of([.. titles]);

        Assert.Equal([99], Nearest.To(columns, 0, _ => true, 10).Select(near => near.Title));
        Assert.Empty(Nearest.To(columns, 5, _ => true, 10));
    }

    [Fact]
    public void Words_of_grammar_are_no_feature_of_a_name()
    {
        var words = new List<int>();
        Feature.AddWords("Why the Lantern? And how!", words);

        Assert.Equal([Feature.Word("lantern")], words);
    }
}
