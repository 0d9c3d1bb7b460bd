using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Rails;

public sealed class RailsTests
{
    private const long Now = 1_800_000_000_000;
    private const long Day = 86_400_000;

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
        Assert.Equal(new Cause(CauseKind.Genre, 2), cold[0].Cause);
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
            .Concat(ContinueWatching.Of(context, Enumerable.Range(0, 30).Select(i => new Progress(i, 60_000, 5_000_000, false, Now - Day)), 30))
            .Select(pick => pick.Title).ToHashSet();

        Assert.DoesNotContain(all, title => title is 4 or 6 or 7 || title % 3 == 2);
        Assert.Equal(Enumerable.Range(0, 30).Where(i => i is not (4 or 6 or 7) && i % 3 != 2), all.Order());
    }

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

    private static RailContext Context(CatalogueColumns columns, ProfileState state, SharedState? shared = null)
    {
        shared ??= SharedState.Empty;
        return new RailContext(columns, state, shared, Taste.Of(columns, state, shared, Now), Now);
    }

    private static TestTitle Movie(int creator = -1, int[]? genres = null, long publishedAt = ColumnChunk.Unknown) =>
        new() { Kind = TitleKind.Movie, DurationMs = 5_000_000, Creator = creator, Genres = genres ?? [], PublishedAt = publishedAt };

    private static TestTitle Episode(int series, ushort season, ushort episode) =>
        new() { Kind = TitleKind.Episode, DurationMs = 1_000_000, Series = series, Season = season, Episode = episode };

    private static void Watch(ProfileState state, int title, long at) => state.Apply(new SignalFact
    {
        EventId = new Guid(title, 1, 1, new byte[8]),
        Kind = FactKind.Complete,
        At = at,
        ReceivedAt = at,
        Title = title,
        PositionMs = 4_999_000,
    });

    private static void Say(ProfileState state, FactKind kind, FactTarget targetKind, int target) => state.Apply(new SignalFact
    {
        EventId = new Guid(target, 2, 2, new byte[8]),
        Kind = kind,
        At = Now - Day,
        ReceivedAt = Now - Day,
        Title = targetKind == FactTarget.Title ? target : -1,
        Target = target,
        TargetKind = targetKind,
    });
}
