using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tests.Support;
using static Kinora.Ranking.Tests.Rails.RailWorld;

namespace Kinora.Ranking.Tests.Rails;

public sealed class ForYouTests
{
    [Fact]
    public void For_you_is_four_parts_recency_three_creator_two_completion_and_one_popularity()
    {
        var builder = new SharedStateBuilder();
        builder.Add(new TitleAggregate { Title = 0, Plays = 80, Completed = 60, Popularity = 3 });
        var columns = TestCatalogue.Of(Movie(publishedAt: Now - 14 * Day, creator: 1), Movie(creator: 2));
        var shared = builder.Build(columns, 1, Now, 1);
        var context = Context(columns, new ProfileState(), shared);

        var completion = (60 + 20 * SharedState.Mean(shared.CompletedMeans, TitleKind.Movie, 5_000_000)) / 100;
        Assert.Equal(0.4 * 0.5 + 0.3 * 0.5 + 0.2 * completion + 0.1 * 0.5, ForYou.Baseline(context, 0), 5);
    }

    [Fact]
    public void Without_history_the_chosen_genres_lead_and_the_first_three_signals_already_move_it()
    {
        var titles = Enumerable.Range(0, 60).Select(i => Movie(creator: i % 10, genres: [i % 6], publishedAt: Now - 100 * Day)).ToArray();
        var columns = TestCatalogue.Of(titles);
        var state = new ProfileState();
        state.Prefer(new Preferences([TestCatalogue.Topics[2]], [TestCatalogue.Topics[3]], [], 0));
        var cold = ForYou.Of(Context(columns, state), 20);

        Assert.Equal([2], titles[cold[0].Title].Genres);
        Assert.Equal(new Cause(CauseKind.Chosen, 2), cold[0].Cause);
        Assert.DoesNotContain(cold, pick => titles[pick.Title].Genres.Contains(3));

        for (var i = 0; i < 3; i++)
            Watch(state, 4 + 10 * i, Now - Day);
        var warm = ForYou.Of(Context(columns, state), 20);

        Assert.Equal(4, titles[warm[0].Title].Creator);
        Assert.DoesNotContain(warm, pick => pick.Title is 4 or 14 or 24);
    }

    [Fact]
    public void No_genre_fills_more_than_two_fifths_of_for_you()
    {
        var titles = Enumerable.Range(0, 200).Select(i => Movie(creator: i, genres: i < 150 ? [0] : [1 + i % 5], publishedAt: Now - i * Day)).ToArray();
        var row = ForYou.Of(Context(TestCatalogue.Of(titles), new ProfileState()), 20);

        Assert.Equal(20, row.Count);
        Assert.True(row.Count(pick => titles[pick.Title].Genres.Contains(0)) <= 8);
    }

    [Fact]
    public void A_narrow_history_makes_a_narrow_row()
    {
        var titles = Enumerable.Range(0, 200).Select(i => Movie(creator: 0, genres: i < 150 ? [0] : [1 + i % 5], publishedAt: Now - i * Day)).ToArray();
        var state = new ProfileState();
        for (var i = 0; i < 20; i++)
            Watch(state, i, Now - Day);
        var row = ForYou.Of(Context(TestCatalogue.Of(titles), state), 20);

        Assert.True(row.Count(pick => titles[pick.Title].Genres.Contains(0)) > 8);
    }

    [Fact]
    public void Where_nobody_rated_anything_each_day_mixes_anew()
    {
        var columns = TestCatalogue.Of([.. Enumerable.Range(0, 200).Select(i => Movie(creator: i, genres: [i % 6], publishedAt: Now - 100 * Day))]);
        var today = ForYou.Of(Context(columns, new ProfileState()), 20);
        var tomorrow = ForYou.Of(Context(columns, new ProfileState()) with { NowMs = Now + Day }, 20);

        Assert.Equal(today, ForYou.Of(Context(columns, new ProfileState()), 20));
        Assert.NotEqual(today, tomorrow);
    }
}
