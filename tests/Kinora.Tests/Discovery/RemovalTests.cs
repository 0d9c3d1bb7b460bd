using Kinora.Accounts.Contracts;
using Kinora.Discovery.Feed;
using Kinora.Discovery.Profiles;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery;

public sealed class RemovalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_account_that_goes_takes_its_signals_pages_and_states_along(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));
        var page = await feed.PageAsync();
        await feed.SeeAsync(page, page.Titles, TimeProvider.System);

        Assert.True((await app.Get<IUsers>().RemoveAsync("ed", Cancel)).Succeeded);

        foreach (var table in (string[])["signal", "profile_version", "feed_page", "feed_session", "profile_state"])
            Assert.Equal(0, await app.Get<Db>().ScalarAsync<long>($"select count(*) from {table}", null, Cancel));
    }

    [Theory, EachDatabase]
    public async Task Old_pages_go_once_the_state_holds_them_and_what_was_seen_is_not_forgotten(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(30);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));
        var page = await feed.PageAsync();
        clock.Advance(TimeSpan.FromDays(31));

        await app.Get<SweepFeed>().RunAsync(new SweepFeed.Args(), null!, Cancel);
        var kept = await app.Get<Db>().ScalarAsync<long>("select count(*) from feed_page", null, Cancel);
        await feed.SeeAsync(page, page.Titles.Take(3), clock);
        Assert.Equal(1, await SaveAsync(app, clock));
        await app.Get<SweepFeed>().RunAsync(new SweepFeed.Args(), null!, Cancel);
        await using var beside = await app.BesideAsync(clock);
        using var held = await beside.Get<ProfileStates>().HoldAsync(await app.ProfileOfAsync("ed"), Cancel);

        Assert.Equal(1, kept);
        Assert.Equal(0, await app.Get<Db>().ScalarAsync<long>("select count(*) from feed_page", null, Cancel));
        Assert.Equal(12, held.State.Contacts.Count);
    }

    [Theory, EachDatabase]
    public async Task Old_impressions_go_once_the_state_holds_them_and_younger_ones_stay(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(30);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));
        var page = await feed.PageAsync();
        await feed.SeeAsync(page, page.Titles.Take(5), clock);
        clock.Advance(TimeSpan.FromDays(91));
        await feed.SeeAsync(page, page.Titles.Skip(5).Take(3), clock);

        await app.Get<SweepFeed>().RunAsync(new SweepFeed.Args(), null!, Cancel);
        var unsaved = await SeenAsync(app);
        Assert.Equal(1, await SaveAsync(app, clock));
        await app.Get<SweepFeed>().RunAsync(new SweepFeed.Args(), null!, Cancel);

        Assert.Equal(8, unsaved);
        Assert.Equal(3, await SeenAsync(app));
    }

    private static Task<long> SeenAsync(TestApp app) =>
        app.Get<Db>().ScalarAsync<long>("select count(*) from signal where kind = 'seen'", null, Cancel);

    private static async Task<int> SaveAsync(TestApp app, TestClock clock)
    {
        using (await app.Get<ProfileStates>().HoldAsync(await app.ProfileOfAsync("ed"), Cancel))
            clock.Advance(TimeSpan.FromMinutes(2));
        return await app.Get<StateSaver>().SaveIdleAsync(Cancel);
    }
}
