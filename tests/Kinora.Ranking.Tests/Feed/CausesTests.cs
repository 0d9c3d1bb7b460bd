using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Feed;

public sealed class CausesTests
{
    private const long Now = 1_800_000_000_000;
    private const long Day = 86_400_000;
    private static readonly TestTitle Film = new() { Kind = TitleKind.Movie, DurationMs = 5_000_000, Genres = [2], PublishedAt = Now - 900 * Day };

    [Fact]
    public void A_stranger_is_told_what_is_true_of_the_title()
    {
        Assert.Equal(new Cause(CauseKind.InGenre, 2), Of(Film));
        Assert.Equal(default, Of(Film with { Genres = [] }));
        Assert.Equal(new Cause(CauseKind.NewArrival), Of(Film with { PublishedAt = Now - 13 * Day }));
        Assert.Equal(new Cause(CauseKind.Popular), Of(Film, shared: With(new TitleAggregate { Title = 0, Popularity = 9, Plays = 9 }, 9)));
        Assert.Equal(new Cause(CauseKind.TopRated), Of(Film, shared: With(new TitleAggregate { Title = 0, Impressions = 9, Good = 9 })));
        Assert.Equal(new Cause(CauseKind.Finished), Of(Film, shared: With(new TitleAggregate { Title = 0, Plays = 5, Completed = 3 })));
        Assert.Equal(new Cause(CauseKind.InGenre, 2), Of(Film, shared: With(new TitleAggregate { Title = 0, Plays = 5, Completed = 2 })));
        Assert.Equal(new Cause(CauseKind.Explore), Of(Film, rung: Rung.Explore));
    }

    [Fact]
    public void A_creator_is_named_who_has_three_titles()
    {
        Assert.Equal(new Cause(CauseKind.Prolific, 7), Of(Film with { Creator = 7 }, others: [Film with { Creator = 7 }, Film with { Creator = 7 }]));
        Assert.Equal(new Cause(CauseKind.InGenre, 2), Of(Film with { Creator = 7 }, others: [Film with { Creator = 7 }]));
    }

    [Fact]
    public void What_a_person_chose_is_not_called_what_they_often_watch()
    {
        var state = new ProfileState();
        state.Prefer(new Preferences([TestCatalogue.Topics[2]], [], [], 0));

        Assert.Equal(new Cause(CauseKind.Chosen, 2), Of(Film, state));
        Assert.Equal(new Cause(CauseKind.NewArrival, 2), Of(Film with { PublishedAt = Now }, state));
        Assert.Equal(new Cause(CauseKind.Popular, 2), Of(Film, state, With(new TitleAggregate { Title = 0, Popularity = 9, Plays = 9 }, 9)));
        Assert.Equal(new Cause(CauseKind.InGenre, 1), Of(Film with { Genres = [1] }, state));
    }

    [Fact]
    public void A_page_that_was_opened_is_a_look_and_a_film_that_was_finished_a_habit()
    {
        var looked = new ProfileState();
        looked.Apply(Happened(FactKind.View));
        var watched = new ProfileState();
        watched.Apply(Happened(FactKind.Complete));

        Assert.Equal(new Cause(CauseKind.Browsed, 2), Of(Film, looked, others: [Film]));
        Assert.Equal(new Cause(CauseKind.Genre, 2, 1), Of(Film, watched, others: [Film]));
    }

    private static Cause Of(TestTitle title, ProfileState? state = null, SharedState? shared = null, Rung rung = Rung.Fresh, TestTitle[]? others = null)
    {
        var columns = TestCatalogue.Of([title, .. others ?? []]);
        (state, shared) = (state ?? new ProfileState(), shared ?? SharedState.Empty);
        return Causes.Of(columns, state, shared, Taste.Of(columns, state, shared, Now), 0, rung, false, Now);
    }

    /// <summary>What everybody did with title 0, beside so many others that are hardly watched.</summary>
    private static SharedState With(in TitleAggregate title, int others = 0)
    {
        var builder = new SharedStateBuilder { ActiveProfiles = 1 };
        builder.Add(title);
        for (var i = 1; i <= others; i++)
            builder.Add(new TitleAggregate { Title = i, Popularity = 0.1 });
        return builder.Build(TestCatalogue.Of([.. Enumerable.Repeat(Film, 10)]), 1, Now, 1);
    }

    private static SignalFact Happened(FactKind kind) => new()
    {
        EventId = new Guid(1, 1, 1, new byte[8]),
        Kind = kind,
        At = Now - Day,
        ReceivedAt = Now - Day,
        Title = 1,
        PositionMs = kind == FactKind.Complete ? 4_999_000 : -1,
    };
}
