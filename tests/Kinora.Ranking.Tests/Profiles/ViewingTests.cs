using Kinora.Ranking.Profiles;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Profiles;

public sealed class ViewingTests
{
    private const long Start = 1_800_000_000_000;
    private int _events;

    [Fact]
    public void The_watch_ratio_is_the_union_of_what_was_watched_within_the_title()
    {
        var viewing = Assert.Single(Of(100_000, Event(FactKind.Progress, 0, [new(0, 30_000), new(20_000, 50_000)]),
            Event(FactKind.Progress, 60_000, [new(90_000, 400_000)])));

        Assert.Equal(0.6, viewing.Ratio);
    }

    [Fact]
    public void Between_two_events_it_grows_by_four_times_the_time_between_them_and_two_seconds()
    {
        var viewing = Assert.Single(Of(100_000, Event(FactKind.Play, 0, [new(0, 1_000)]), Event(FactKind.Progress, 2_000, [new(0, 90_000)])));

        Assert.Equal((1_000 + 4 * 2_000 + 2_000) / 100_000.0, viewing.Ratio);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void An_unknown_duration_gives_no_sample_never_zero(long duration) =>
        Assert.Null(Assert.Single(Of(duration, Event(FactKind.Progress, 0, [new(0, 30_000)]))).Ratio);

    [Fact]
    public void Half_an_hour_without_an_event_begins_another_viewing()
    {
        Assert.Single(Of(100_000, Event(FactKind.Play, 0), Event(FactKind.Progress, 30 * 60_000)));
        Assert.Equal(2, Of(100_000, Event(FactKind.Play, 0), Event(FactKind.Progress, 30 * 60_000 + 1)).Count);
    }

    [Fact]
    public void A_late_event_between_two_viewings_makes_them_one()
    {
        Assert.Single(Of(100_000, Event(FactKind.Play, 0), Event(FactKind.Progress, 50 * 60_000), Event(FactKind.Progress, 25 * 60_000)));
    }

    [Theory]
    [InlineData(89_999, false)]
    [InlineData(90_000, true)]
    public void A_title_is_completed_from_nine_tenths_on(long position, bool completed) =>
        Assert.Equal(completed, Assert.Single(Of(100_000, Event(FactKind.Progress, 0, [], position))).Completed);

    [Theory]
    [InlineData(119_999, 0, false)]
    [InlineData(119_999, 1, true)]
    [InlineData(120_000, 0, true)]
    public void A_short_clip_is_never_completed_at_position_zero(long duration, long position, bool completed) =>
        Assert.Equal(completed, Assert.Single(Of(duration, Event(FactKind.Complete, 0, [], position))).Completed);

    [Fact]
    public void Rates_are_moving_averages_drawn_to_everybodys_rate()
    {
        Viewing[] viewings = [.. new double?[] { 1, null, 0, 0.5 }.Select((ratio, i) => new Viewing { Title = i, FirstAt = i, LastAt = i, Ratio = ratio })];
        var average = 0.2 * 0.5 + 0.8 * (0.2 * 0 + 0.8 * 1);

        Assert.Equal((4 * 0.3 + 3 * average) / 7, ProfileRates.Of(viewings, Rates.Unknown with { WatchRatio = 0.3 }).WatchRatio, 12);
        Assert.Equal(4 * 0.3 / 8, ProfileRates.Of(viewings, Rates.Unknown with { Completed = 0.3 }).Completed, 12);
    }

    [Fact]
    public void Never_more_than_nine_viewings_weigh_against_the_prior()
    {
        var viewings = Enumerable.Range(0, 200).Select(i => new Viewing { Title = i, FirstAt = i, LastAt = i, Completed = true }).ToArray();

        Assert.Equal((4 * 0.1 + 9) / 13, ProfileRates.Of(viewings, Rates.Unknown with { Completed = 0.1 }).Completed, 12);
    }

    [Fact]
    public void A_like_that_was_taken_back_is_none()
    {
        Assert.True(Assert.Single(Of(100_000, Event(FactKind.Like, 0))).Liked);
        Assert.False(Assert.Single(Of(100_000, Event(FactKind.Like, 0), Event(FactKind.Unlike, 5))).Liked);
    }

    private List<Viewing> Of(long duration, params SignalFact[] facts)
    {
        var columns = TestCatalogue.Of(new TestTitle { DurationMs = Math.Max(0, duration) });
        var state = new ProfileState();
        foreach (var fact in facts)
            state.Apply(fact);
        return state.Viewings.All(columns, long.MinValue, state.Ratings);
    }

    private SignalFact Event(FactKind kind, long after, Interval[]? watched = null, long position = -1) => new()
    {
        EventId = new Guid(++_events, 0, 0, new byte[8]),
        Kind = kind,
        At = Start + after,
        ReceivedAt = Start + 86_400_000,
        Title = 0,
        Watched = watched ?? [],
        PositionMs = position,
    };
}
