using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tests.Support;
using static Kinora.Ranking.Tests.Rails.RailWorld;

namespace Kinora.Ranking.Tests.Rails;

public sealed class PopularTests
{
    [Fact]
    public void Tables_that_profiles_share_give_the_rails_that_each_would_make_by_itself()
    {
        var random = new Random(3);
        for (var world = 0; world < 200; world++)
        {
            var titles = Enumerable.Range(0, 700).Select(i => Movie(creator: i % 9, genres: [i % 2]) with { Age = (byte)random.Next(18) });
            var columns = TestCatalogue.Of([.. titles]);
            var builder = new SharedStateBuilder();
            for (var i = 0; i < random.Next(700); i++)
                builder.Add(new TitleAggregate { Title = random.Next(700), Plays = 1 + random.Next(9), Good = random.Next(3) });
            var shared = builder.Build(columns, 1, Now, 1);
            var tables = new RailTables(columns, shared);
            foreach (var ceiling in (byte[])[0, 6, 17])
            {
                var context = Context(columns, new ProfileState { Ceiling = ceiling }, shared) with { Tables = tables };
                var top = Popular.TopInGenre(context, world % 2, 20);
                var allowed = Enumerable.Range(0, 700).Where(title => title % 2 == world % 2 && context.May(title)).ToList();
                var rated = allowed.FindAll(title => shared[title].Good > 0);
                var expected = (rated.Count >= 20 ? rated : allowed).OrderByDescending(title => Popular.TopRated(columns, shared, title)).ThenBy(title => title);

                Assert.Equal(expected.Take(20), top.Select(pick => pick.Title));
            }
        }
    }

    [Fact]
    public void A_trend_needs_three_people_and_too_few_trends_are_filled_with_popular_and_new_titles()
    {
        var columns = TestCatalogue.Of([.. Enumerable.Range(0, 8).Select(i => Movie(creator: i, publishedAt: Now - (8 - i) * Day))]);
        var builder = new SharedStateBuilder { ActiveProfiles = 9 };
        builder.Add(new TitleAggregate { Title = 1, Popularity = 9, Profiles = 2 });
        builder.Add(new TitleAggregate { Title = 2, Popularity = 5, Profiles = 3 });
        var row = Popular.Trending(Context(columns, new ProfileState(), builder.Build(columns, 1, Now, 1)), 20);

        Assert.Equal([2, 1, 7, 6, 5], row.Select(pick => pick.Title).Take(5));
        Assert.Equal([CauseKind.Trending, CauseKind.Popular, CauseKind.NewArrival], row.Select(pick => pick.Cause.Kind).Take(3));

        builder.ActiveProfiles = 4;
        row = Popular.Trending(Context(columns, new ProfileState(), builder.Build(columns, 2, Now, 1)), 20);
        Assert.Equal([1, 2], row.Take(2).Where(pick => pick.Cause.Kind == CauseKind.Trending).Select(pick => pick.Title));
    }

    [Fact]
    public void Top_of_a_genre_prefers_many_good_viewings_to_one()
    {
        var columns = TestCatalogue.Of(Movie(genres: [1]), Movie(genres: [1]), Movie(genres: [1]), Movie(genres: [2]));
        var builder = new SharedStateBuilder();
        builder.Add(new TitleAggregate { Title = 0, Plays = 1, Good = 1, Impressions = 1 });
        builder.Add(new TitleAggregate { Title = 1, Plays = 100, Good = 90, Impressions = 100 });
        var row = Popular.TopInGenre(Context(columns, new ProfileState(), builder.Build(columns, 1, Now, 1)), 1, 20);

        Assert.Equal([1, 0, 2], row.Select(pick => pick.Title));
        Assert.Equal(0.2065, Popular.Wilson(1, 1), 4);
        Assert.Equal(0, Popular.Wilson(0, 0));
    }

    [Fact]
    public void Where_nobody_rated_anything_the_newest_of_a_genre_lead_and_say_so()
    {
        var columns = TestCatalogue.Of([.. Enumerable.Range(0, 40).Select(i => Movie(genres: [1], publishedAt: Now - 100 * Day + i * Day))]);
        var context = Context(columns, new ProfileState());
        var row = Popular.TopInGenre(context, 1, 3);

        Assert.Equal([39, 38, 37], row.Select(pick => pick.Title));
        Assert.All(row, pick => Assert.Equal(new Cause(CauseKind.Newest, 1), pick.Cause));
        Assert.Equal(CauseKind.Newest, Popular.NewReleases(context, 1)[0].Cause.Kind);
    }
}
