using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tests.Support;
using static Kinora.Ranking.Tests.Rails.RailWorld;

namespace Kinora.Ranking.Tests.Rails;

public sealed class HomePageTests
{
    [Fact]
    public void What_is_hidden_disliked_or_too_old_for_the_profile_stands_in_no_rail()
    {
        var titles = Enumerable.Range(0, 30).Select(i => Movie(creator: i % 3, genres: [i % 2], publishedAt: Now - i * Day) with { Age = (byte)(i == 7 ? 18 : 0), Words = ["same"] }).ToArray();
        var builder = new SharedStateBuilder();
        for (var i = 0; i < 30; i++)
            builder.Add(new TitleAggregate { Title = i, Popularity = 1 + i, Profiles = 9, Plays = 9, Good = 9 });
        var columns = TestCatalogue.Of(titles);
        var state = new ProfileState { Ceiling = 12 };
        Say(state, FactKind.Hide, FactTarget.Title, 4);
        Say(state, FactKind.Hide, FactTarget.Creator, 2);
        Say(state, FactKind.Dislike, FactTarget.Title, 6);
        var context = Context(columns, state, builder.Build(columns, 1, Now, 1));
        var all = ForYou.Of(context, 30).Concat(Popular.Trending(context, 30)).Concat(Popular.NewReleases(context, 30))
            .Concat(Popular.TopInGenre(context, 0, 30)).Concat(Popular.TopInGenre(context, 1, 30))
            .Concat(Popular.Featured(context, Enumerable.Range(0, 30), 30)).Concat(Nearest.BecauseYouWatched(context, 0, 30))
            .Concat(ContinueWatching.Of(context, Enumerable.Range(0, 30).Select(i => new Progress(i, 60_000, 5_000_000, false, Now - Day)).ToList(), 30))
            .Select(pick => pick.Title).ToHashSet();

        Assert.DoesNotContain(all, title => title is 4 or 6 or 7 || title % 3 == 2);
        Assert.Equal(Enumerable.Range(0, 30).Where(i => i is not (4 or 6 or 7) && i % 3 != 2), all.Order());
    }

    [Fact]
    public void The_higher_rail_keeps_a_title_and_a_page_has_at_most_twenty_by_twenty()
    {
        var rails = Enumerable.Range(0, 30).Select(rail => (rail, (IReadOnlyList<int>)[.. Enumerable.Range(rail * 10, 40), -1])).ToArray();
        var page = HomePage.Compose([(99, [-1, -1]), (100, []), .. rails], title => title);

        Assert.Equal(HomePage.MostRails, page.Count);
        Assert.Equal((99, 2), (page[0].Rail, page[0].Places.Count));
        Assert.All(page, rail => Assert.InRange(rail.Places.Count, 1, HomePage.MostPlaces));
        var titles = page.SelectMany(rail => rail.Places).Where(title => title >= 0).ToList();
        Assert.Equal(titles.Distinct(), titles);
        Assert.Equal(Enumerable.Range(0, 20), page[1].Places);
        Assert.Equal(Enumerable.Range(20, 20), page[2].Places);
    }
}
