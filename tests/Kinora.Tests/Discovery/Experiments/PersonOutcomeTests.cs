using Kinora.Discovery.Experiments;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;

namespace Kinora.Tests.Discovery.Experiments;

public sealed class PersonOutcomeTests
{
    private const long HourMs = 3_600_000;
    private const long Entered = 1_000 * HourMs;

    [Fact]
    public void Only_what_the_variant_handed_out_within_the_days_counts()
    {
        var outcome = PersonOutcome.Of(
            "exploration=more", Entered,
            [Page(0, "exploration=more", 1, 2, 3), Page(30, "ranker=control", 4), Page(170, "exploration=more", 5)],
            new HashSet<int> { 1, 4, 5 },
            [Seen(1, 1, completed: true), Seen(1, 40, completed: true, liked: true), Seen(2, -1, completed: true), Seen(3, 2, disliked: true), Seen(4, 31, completed: true), Seen(3, 169, completed: true)],
            [Entered - 1, Entered + 1, Entered + 168 * HourMs]);

        Assert.Equal(new PersonOutcome(2, 1, 1, 2, true), outcome);
        Assert.Equal((0.5, 0.5, 1.0, 1.0), (outcome.Of(Figure.Completion), outcome.Of(Figure.Like), outcome.Of(Figure.Hide), outcome.Of(Figure.Return)));
    }

    [Fact]
    public void Who_saw_nothing_completed_nothing_and_a_page_within_a_day_is_no_return()
    {
        var outcome = PersonOutcome.Of("exploration=more", Entered, [Page(0, "exploration=more", 1), Page(23, "exploration=more", 2)], new HashSet<int>(), [], []);
        Assert.Equal(new PersonOutcome(0, 0, 0, 0, false), outcome);
        Assert.All(Enum.GetValues<Figure>(), figure => Assert.Equal(0, outcome.Of(figure)));
        Assert.Equal(1, (outcome with { Hidden = 3 }).Of(Figure.Hide));
    }

    private static FeedPage Page(int hours, string variants, params int[] titles) => new()
    {
        FeedSession = Guid.Empty,
        Page = 1,
        Seed = 1,
        MadeAtMs = Entered + (hours * HourMs),
        Items = [.. titles.Select((title, place) => new FeedItem
        {
            Title = title,
            Slot = place + 1,
            Position = place + 1,
            Rung = Rung.Fresh,
            Score = 0.5,
            Factors = default,
            Draw = new Draw(1, title, 0, 0),
            Cause = default,
        })],
        Dial = Dial.Balanced,
        CatalogueVersion = 1,
        SharedVersion = 1,
        PolicyVersion = 1,
        Variants = variants,
        Inventory = default,
        Dropped = [],
    };

    private static Viewing Seen(int title, int hours, bool completed = false, bool liked = false, bool disliked = false) => new()
    {
        Title = title,
        FirstAt = Entered + (hours * HourMs),
        LastAt = Entered + (hours * HourMs),
        Completed = completed,
        Liked = liked,
        Disliked = disliked,
    };
}
