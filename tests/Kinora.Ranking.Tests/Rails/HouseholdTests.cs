using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Rails;
using Kinora.Ranking.Tests.Support;
using static Kinora.Ranking.Tests.Rails.RailWorld;

namespace Kinora.Ranking.Tests.Rails;

public sealed class HouseholdTests
{
    [Fact]
    public void Each_profile_of_a_household_has_the_same_weight_and_what_one_knows_oneself_is_left_out()
    {
        var columns = TestCatalogue.Of([.. Enumerable.Range(0, 8).Select(_ => Movie()), Movie() with { Age = 18 }]);
        var (much, little, own) = (new ProfileState(), new ProfileState(), new ProfileState { Ceiling = 12 });
        foreach (var title in (int[])[0, 1, 2, 3, 8])
            Watch(much, title, Now - 2 * Day);
        Watch(little, 1, Now - Day);
        Watch(little, 5, Now - Day);
        Say(little, FactKind.Hide, FactTarget.Title, 5);
        Watch(own, 2, Now - 9 * Day);
        Say(own, FactKind.Hide, FactTarget.Title, 3);

        var row = Household.Of(
            Context(columns, own) with { Household = [HouseholdTaste.Of(columns, much, Now), HouseholdTaste.Of(columns, little, Now)] }, 20);

        Assert.Equal([1, 0], row.Select(pick => pick.Title));
        Assert.Equal([1.0, 0.5], row.Select(pick => pick.Score));
        Assert.All(row, pick => Assert.Equal(new Cause(CauseKind.Household), pick.Cause));
    }

    [Fact]
    public void A_household_of_one_has_no_rail() =>
        Assert.Empty(Household.Of(Context(TestCatalogue.Of(Movie()), new ProfileState()), 20));
}
