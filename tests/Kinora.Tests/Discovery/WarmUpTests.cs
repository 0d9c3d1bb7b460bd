using Kinora.Discovery;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery;

public sealed class WarmUpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_goes_through_home_search_and_feed_and_leaves_nothing_behind(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30);

        Assert.True(await app.Get<WarmUp>().RunAsync(Cancel));

        foreach (var table in (string[])["signal", "profile_version", "feed_page", "feed_session", "profile_state", "audit"])
            Assert.Equal(0, await app.Get<Db>().ScalarAsync<long>($"select count(*) from {table}", null, Cancel));
    }

    [Fact]
    public async Task An_empty_library_is_no_fault()
    {
        await using var app = await TestApp.StartAsync("sqlite");

        Assert.True(await app.Get<WarmUp>().RunAsync(Cancel));
    }
}
