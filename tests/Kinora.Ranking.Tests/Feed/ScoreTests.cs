using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Feed;

public sealed class ScoreTests
{
    private const long Now = 1_800_000_000_000;
    private const long Day = 86_400_000;

    [Fact]
    public void An_unknown_profile_meets_an_unknown_title_with_neutral_factors()
    {
        var scores = Scores(TestCatalogue.Of(new TestTitle()), new ProfileState());
        var (e, a, q, v) = scores.E(0);

        Assert.Equal(-1, a);
        Assert.Equal(0.25, q, 12);
        Assert.Equal(0.5, v, 12);
        Assert.Equal(0.5 * 0.5 + 0.3 * 0.25 + 0.2 * 0.5, e, 12);
        Assert.Equal((0.5f, 0.5), (scores.F(0, Minutes.Down(Now)), scores.C(0)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(14, 0.5)]
    [InlineData(28, 0.25)]
    public void Freshness_halves_every_fourteen_days_for_somebody_unknown(int ageDays, double expected) =>
        Assert.Equal(expected, Scores(TestCatalogue.Of(new TestTitle { PublishedAt = Now - ageDays * Day }), new ProfileState())
            .F(0, Minutes.Down(Now)), 1e-5);

    [Theory]
    [InlineData(0, 0, 14)]
    [InlineData(50, 0.1, 2)]
    [InlineData(50, 10_000, 180)]
    [InlineData(5, 56, 28)]
    public void The_half_life_follows_the_age_of_what_was_completed(int n, double median, double expected) =>
        Assert.Equal(expected, Taste.HalfLife(n, median), 9);

    [Fact]
    public void Affinity_weighs_watch_ratios_by_age_likes_twice_and_dislikes_as_nothing()
    {
        var columns = TestCatalogue.Of(
            new TestTitle { Creator = 1, Genres = [0] }, new TestTitle { Creator = 1, Genres = [1] }, new TestTitle { Creator = 2 },
            new TestTitle { Creator = 3 });
        var state = new ProfileState();
        Watch(state, 1, 0, 0.8, Now);
        Watch(state, 2, 1, 0.4, Now - 29 * Day);
        Say(state, 3, FactKind.Dislike, 2, Now);
        var taste = Taste.Of(columns, state, new SharedState { Rates = Rates.Unknown with { WatchRatio = 0.5 } }, Now);
        var old = Math.Pow(2, -29 / 30.0);

        Assert.Equal((0.8 + 0.4 * old + 2 * 0.5) / (1 + old + 2), taste.Affinities.Creator(1), 9);
        Assert.Equal((0.8 + 1) / 3, taste.Affinities.Genre(0), 9);
        Assert.Equal(1.0 / 3, taste.Affinities.Creator(2), 9);
        Assert.Equal(Affinities.Unknown, taste.Affinities.Creator(3));

        Say(state, 4, FactKind.Like, 0, Now);
        taste = Taste.Of(columns, state, SharedState.Empty, Now);
        Assert.Equal((2 * 0.8 + 0.4 * old + 1) / (2 + old + 2), taste.Affinities.Creator(1), 9);
    }

    [Fact]
    public void A_hidden_creator_counts_against_its_neighbours_until_it_is_shown_again()
    {
        var columns = TestCatalogue.Of(new TestTitle { Creator = 1, Genres = [0] }, new TestTitle { Creator = 2, Genres = [0] });
        var state = new ProfileState();
        Say(state, 1, FactKind.Hide, -1, Now, FactTarget.Creator, 1);
        Assert.True(Taste.Of(columns, state, SharedState.Empty, Now).Affinities.Genre(0) is >= 0 and < 0.5);
        Say(state, 2, FactKind.Unhide, -1, Now + 1, FactTarget.Creator, 1);
        Assert.Equal(Affinities.Unknown, Taste.Of(columns, state, SharedState.Empty, Now).Affinities.Genre(0));
    }

    [Fact]
    public void Growth_is_a_half_where_nothing_grows()
    {
        Assert.Equal(0.5, SharedState.Growth(default));
        Assert.Equal(0.5, SharedState.Growth(new TitleStatistics { Good24Hours = 3, Good7DaysBefore = 21 }));
        Assert.Equal(8.0 / 9, SharedState.Growth(new TitleStatistics { Good24Hours = 7 }), 12);
    }

    [Fact]
    public void A_slow_connection_halves_long_titles_and_duration_fits_the_usual()
    {
        var columns = TestCatalogue.Of(new TestTitle { DurationMs = 60_000 }, new TestTitle { DurationMs = 120_000 });
        var slow = Scores(columns, new ProfileState(), connection: Connection.Slow);
        Assert.Equal((1, 0.5), (slow.C(0), slow.C(1)));

        var state = new ProfileState();
        Watch(state, 1, 0, 1, Now);
        Assert.Equal(0.5, Scores(columns, state).C(1), 12);
        Assert.Equal(1, Scores(columns, state).C(0), 12);
    }

    [Theory]
    [InlineData(5, 10, 20, 40, 0.5)]
    [InlineData(10, 10, 20, 40, 0.75)]
    [InlineData(0, 0, 20, 40, 0.5)]
    public void A_habit_is_the_lift_of_the_genre_shrunk_to_one(int here, int hereAll, int genre, int viewings, double expected) =>
        Assert.Equal(expected, Habits.Lift(here, hereAll, genre, viewings), 12);

    [Fact]
    public void Too_much_of_a_genre_costs_what_is_over_a_tenth()
    {
        var columns = TestCatalogue.Of([.. Enumerable.Range(0, 60).Select(i => new TestTitle { Genres = [i < 30 ? 0 : 1] })]);
        var state = new ProfileState();
        for (var i = 20; i < 40; i++)
            Watch(state, i, i, 1, Now - i);
        var taste = Taste.Of(columns, state, SharedState.Empty, Now);
        var view = new PlacesInView(columns, FeedOptions.Default, taste, [0, 1, 2, 50]);

        Assert.Equal(0.5, taste.GenreShares[0], 9);
        Assert.Equal(0.2 * (0.75 - 0.5 - 0.1), view.Calibration(3), 9);
        Assert.Equal(0, view.Calibration(51));
        for (var i = 41; i < 65; i++)
            view.Place(i - 5);
        Assert.Equal(0, view.Calibration(3));
    }

    [Fact]
    public void The_weights_of_every_dial_sum_up_to_one()
    {
        foreach (var dial in Enum.GetValues<Dial>())
        {
            var (e, f, c, d) = FeedOptions.Default.WeightsOf(dial).InScore;
            Assert.Equal(1, e + f + c + d, 12);
        }
    }

    [Fact]
    public void A_factor_that_is_not_a_number_is_a_fault() =>
        Assert.Throws<InvalidOperationException>(() => ScoreContext.Clamped(double.NaN));

    private static ScoreContext Scores(CatalogueColumns columns, ProfileState state, Connection connection = default) =>
        new(columns, SharedState.Empty, Taste.Of(columns, state, SharedState.Empty, Now), 0, default, connection);

    private static void Watch(ProfileState state, int id, int title, double ratio, long at) => state.Apply(new SignalFact
    {
        EventId = new Guid(id, 1, 1, new byte[8]),
        Kind = FactKind.Progress,
        At = at,
        ReceivedAt = Now,
        Title = title,
        DurationMs = 60_000,
        Watched = [new Interval(0, (long)(ratio * 60_000))],
    });

    private static void Say(
        ProfileState state, int id, FactKind kind, int title, long at, FactTarget targetKind = default, int target = -1) => state.Apply(new SignalFact
        {
            EventId = new Guid(id, 2, 2, new byte[8]),
            Kind = kind,
            At = at,
            ReceivedAt = Now,
            Title = title,
            Target = target,
            TargetKind = targetKind,
        });
}
