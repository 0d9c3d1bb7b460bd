using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Feed;

/// <summary>Clocks are set, drift and jump; a daylight-saving night is no jump at all, since all times are UTC.</summary>
public sealed class ClockJumpTests
{
    [Theory, EachDatabase]
    public async Task A_clock_that_jumps_back_and_forth_repeats_nothing_and_loses_nothing(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(150);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));
        var handed = new List<string>();
        foreach (var jump in (TimeSpan[])[TimeSpan.Zero, -TimeSpan.FromHours(2), TimeSpan.FromHours(1), -TimeSpan.FromDays(1), TimeSpan.FromHours(26), TimeSpan.FromMinutes(1)])
        {
            clock.Advance(jump);
            var page = await feed.PageAsync();
            handed.AddRange(page.Titles);
            await feed.SeeAsync(page, page.Titles, clock);
        }

        Assert.Equal(72, handed.Count);
        Assert.Equal(handed.Count, handed.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, EachDatabase]
    public async Task Two_servers_whose_clocks_differ_repeat_nothing(string database)
    {
        var (clock, behind) = (new TestClock(), new TestClock());
        await using var app = await TestApp.StartAsync(database, clock);
        behind.Advance(-TimeSpan.FromMinutes(3));
        await app.GivenManyTitlesAsync(150);
        await using var beside = await app.BesideAsync(behind);
        var token = await app.TokenOfAsync("ed");
        var (here, there) = (new FeedClient(app.ClientWith(token)), new FeedClient(beside.ClientWith(token)));
        var handed = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            foreach (var (feed, at) in new[] { (here, clock), (there, behind) })
            {
                var page = await feed.PageAsync();
                handed.AddRange(page.Titles);
                await feed.SeeAsync(page, page.Titles.Take(6), at);
            }
        }

        Assert.Equal(72, handed.Distinct(StringComparer.Ordinal).Count());
    }
}
