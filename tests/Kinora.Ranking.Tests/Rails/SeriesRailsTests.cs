using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Tests.Support;
using static Kinora.Ranking.Tests.Rails.RailWorld;

namespace Kinora.Ranking.Tests.Rails;

public sealed class SeriesRailsTests
{
    [Fact]
    public void Continue_watching_offers_the_next_episode_of_the_next_season_and_drops_what_is_stale()
    {
        var columns = TestCatalogue.Of(
            Movie() with { Kind = TitleKind.Series }, Episode(0, 1, 1), Episode(0, 1, 2), Episode(0, 2, 1), Movie(), Movie(), Movie());
        Progress[] progress =
        [
            new(1, 0, 1_000_000, true, Now - 3 * Day), new(2, 990_000, 1_000_000, true, Now - Day),
            new(4, 2_000_000, 5_000_000, false, Now - 2 * Day), new(5, 2_000_000, 5_000_000, false, Now - 30 * Day), new(6, 5_000, 5_000_000, false, Now),
        ];
        var row = ContinueWatching.Of(Context(columns, new ProfileState()), progress, 20);

        Assert.Equal([3, 4], row.Select(pick => pick.Title));
        Assert.Equal(2, row[0].Cause.Title);
    }

    [Fact]
    public void New_episodes_come_of_series_that_are_in_progress()
    {
        var columns = TestCatalogue.Of(
            Movie() with { Kind = TitleKind.Series }, Episode(0, 1, 1), Episode(0, 1, 2) with { PublishedAt = Now - Day },
            Episode(0, 1, 3) with { PublishedAt = Now }, Movie() with { Kind = TitleKind.Series }, Episode(4, 1, 1) with { PublishedAt = Now - Day });
        var state = new ProfileState();
        Watch(state, 1, Now - 5 * Day);

        Assert.Equal([2], NewEpisodes.Of(Context(columns, state), [], 20).Select(pick => pick.Title));
        Assert.Equal([2, 5], NewEpisodes.Of(Context(columns, state), [4], 20).Select(pick => pick.Title).Order());
    }

    [Fact]
    public void What_was_dismissed_comes_back_when_it_is_watched_on_and_an_episode_goes_with_its_series()
    {
        var columns = TestCatalogue.Of(Movie() with { Kind = TitleKind.Series }, Episode(0, 1, 1), Episode(0, 1, 2), Movie());
        Progress[] progress =
        [
            new(1, 0, 1_000_000, true, Now - 3 * Day), new(2, 0, 0, false, 0, DismissedAt: Now - Day),
            new(3, 2_000_000, 5_000_000, false, Now - 2 * Day, DismissedAt: Now - 3 * Day),
        ];
        var state = new ProfileState();
        Dismiss(state, 2, Now - Day);

        Assert.Equal([3], ContinueWatching.Of(Context(columns, state), progress, 20).Select(pick => pick.Title));
        progress[0] = progress[0] with { At = Now };
        Assert.Equal([2, 3], ContinueWatching.Of(Context(columns, state), progress, 20).Select(pick => pick.Title));
        Assert.Empty(state.Viewings.All(columns, long.MinValue, state.Ratings));
    }

    private static void Dismiss(ProfileState state, int title, long at) => state.Apply(new SignalFact
    {
        EventId = new Guid(title, 3, 3, new byte[8]),
        Kind = FactKind.Dismiss,
        At = at,
        ReceivedAt = at,
        Title = title,
    });
}
