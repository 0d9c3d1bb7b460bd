using Kinora.Accounts.Contracts;
using Kinora.Discovery.Shared;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery;

public sealed class SharedStatesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Each_impression_counts_once_however_often_it_is_built_again(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(40, "clip");
        var (ed, mo) = (await app.ClientAsAsync("ed"), await app.ClientAsAsync("mo"));
        await ShareAsync(app, "ed", true);
        var first = await SeeAsync(ed, clock);
        var ofMo = await SeeAsync(mo, clock);

        Assert.Equal(1, await CountAsync(app, first));
        Assert.Equal(1, await CountAsync(app, first));
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(1, await CountAsync(app, first));
        var second = await SeeAsync(ed, clock);
        Assert.Equal((1, 1), (await CountAsync(app, first), await CountAsync(app, second)));

        await ShareAsync(app, "mo", true);
        Assert.Equal(first == ofMo || second == ofMo ? 2 : 1, await CountAsync(app, ofMo));
        await ShareAsync(app, "mo", false);
        Assert.Equal((1, 1), (await CountAsync(app, first), await CountAsync(app, second)));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((1, 1), (await CountAsync(app, first), await CountAsync(app, second)));
        Assert.Equal(1, app.Get<SharedStates>().Current.ActiveProfiles);
    }

    /// <summary>The title that was seen.</summary>
    private static async Task<string> SeeAsync(HttpClient http, TimeProvider clock)
    {
        var feed = new FeedClient(http);
        var page = await feed.PageAsync("page_size=1");
        await feed.SeeAsync(page, page.Titles, clock);
        return page.Titles[0];
    }

    private static async Task<int> CountAsync(TestApp app, string title)
    {
        await app.Get<SharedStates>().RebuildAsync(Cancel);
        app.Catalogue.Current.TryOrdinal(title, out var ordinal);
        return app.Get<SharedStates>().Current[ordinal].Impressions;
    }

    private static async Task ShareAsync(TestApp app, string name, bool share)
    {
        var changed = await app.Get<IProfiles>().ChangePreferencesAsync(
            await app.ProfileOfAsync(name), preferences => preferences with { ShareEngagement = share }, Cancel);
        Assert.True(changed.Succeeded);
    }
}
