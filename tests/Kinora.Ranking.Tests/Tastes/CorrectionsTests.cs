using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tastes;
using Kinora.Ranking.Tests.Rails;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Tastes;

public sealed class CorrectionsTests
{
    private const long Now = RailWorld.Now;
    private const long Day = RailWorld.Day;

    private static readonly CatalogueColumns Columns = TestCatalogue.Of(
        RailWorld.Movie(1, [0]), RailWorld.Movie(2, [1]), RailWorld.Movie(1, [1]), RailWorld.Movie(3, [0, 1]));

    [Fact]
    public void More_and_less_pull_a_value_to_its_end_and_no_further()
    {
        var said = new Dictionary<int, Correction> { [1] = new(CorrectionKind.More, Now), [2] = new(CorrectionKind.Less, Now), [3] = new(CorrectionKind.Forget, Now) };
        for (var value = 0.0; value <= 1; value += 0.05)
        {
            Assert.InRange(Corrections.Pulled(said, 1, value), value, 1);
            Assert.InRange(Corrections.Pulled(said, 2, value), 0, value);
            Assert.Equal(value, Corrections.Pulled(said, 3, value));
            Assert.Equal(value, Corrections.Pulled(said, 4, value));
        }

        Assert.True(Corrections.Pulled(said, 1, -1) > 0.5 && Corrections.Pulled(said, 2, -1) is > 0 and < 0.5);
        Assert.Equal(-1, Corrections.Pulled(said, 4, -1));
    }

    [Fact]
    public void What_is_forgotten_counts_again_from_then_on_and_the_rest_stays()
    {
        var state = Watched(0, 1);
        var before = TasteOf(state);
        state.Correct(new Corrections { Creators = new Dictionary<int, Correction> { [1] = new(CorrectionKind.Forget, Now - Day) } });
        var forgotten = TasteOf(state);
        RailWorld.Watch(state, 2, Now - 1);
        var after = TasteOf(state);

        Assert.True(before.Affinities.Creator(1) > 0);
        Assert.Equal(Affinities.Unknown, forgotten.Affinities.Creator(1));
        Assert.Equal(before.Affinities.Creator(2), forgotten.Affinities.Creator(2));
        Assert.True(after.Affinities.Creator(1) > 0);
        Assert.Equal((2, 1), (before.CompletedTitles, forgotten.CompletedTitles));
        state.Correct(Corrections.None);
        Assert.Equal(3, TasteOf(state).CompletedTitles);
    }

    [Fact]
    public void A_genre_that_one_wants_less_of_falls_behind_in_the_feed_and_on_the_rail()
    {
        var state = Watched(0, 1);
        foreach (var (less, more) in ((int, int)[])[(0, 1), (1, 0)])
        {
            state.Correct(new Corrections
            {
                Genres = new Dictionary<int, Correction> { [Columns.TopicOfGenre(less)] = new(CorrectionKind.Less, Now), [Columns.TopicOfGenre(more)] = new(CorrectionKind.More, Now) },
            });
            var (taste, scores) = (TasteOf(state), Scores(state));
            Assert.True(taste.Affinities.Genre(more) > taste.Affinities.Genre(less));
            Assert.True(scores.Affinity(more) > scores.Affinity(less));
            Assert.Equal(more, taste.Affinities.BestGenres.First());
        }
    }

    [Fact]
    public void A_habit_of_an_hour_counts_twice_or_half_and_can_be_forgotten()
    {
        var (state, slot) = (Watched(0), Habits.SlotOf(Now - (2 * Day), 0));
        RailWorld.Watch(state, 1, Now - (2 * Day) + (Day / 2));
        var usual = TasteOf(state).Habits.OfSlot(slot)[1];
        double With(CorrectionKind kind)
        {
            state.Correct(new Corrections { Slots = new Dictionary<int, Correction> { [slot] = new(kind, Now) } });
            return TasteOf(state).Habits.OfSlot(slot)[1];
        }

        Assert.True(usual < 0.5);
        Assert.True(With(CorrectionKind.More) < usual);
        Assert.InRange(With(CorrectionKind.Less), usual, 0.5);
        Assert.Equal(0.5, With(CorrectionKind.Forget));
    }

    [Fact]
    public void Beliefs_say_on_what_they_stand_and_leave_out_what_the_viewer_may_not_know()
    {
        var state = Watched(0, 1, 3);
        RailWorld.Say(state, FactKind.Like, FactTarget.Title, 3);
        var all = Beliefs.Of(Columns, state, TasteOf(state), Now, _ => true);
        var some = Beliefs.Of(Columns, state, TasteOf(state), Now, title => title != 3);

        var genre = Assert.Single(all, belief => belief is { Facet: TasteFacet.Genre, Number: 0 });
        Assert.Equal((3, 2, 1), (genre.Signs.Viewings, genre.Signs.Completed, genre.Signs.Liked));
        Assert.Equal(3, all.Count(belief => belief.Facet == TasteFacet.Creator));
        Assert.Equal(1, all.Where(belief => belief.Facet == TasteFacet.Hour).Sum(belief => belief.Strength), 9);
        Assert.DoesNotContain(some, belief => belief is { Facet: TasteFacet.Creator, Number: 3 });
    }

    private static ProfileState Watched(params int[] titles)
    {
        var state = new ProfileState();
        for (var i = 0; i < titles.Length; i++)
            RailWorld.Watch(state, titles[i], Now - (2 * Day) - (i * 60_000L));
        return state;
    }

    private static Taste TasteOf(ProfileState state) => Taste.Of(Columns, state, SharedState.Empty, Now);

    private static ScoreContext Scores(ProfileState state) => new(Columns, SharedState.Empty, TasteOf(state), 0, default, default);
}
