using System.Net;
using System.Net.Http.Json;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Feed;

public sealed class ImpressionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_batch_may_be_sent_again_and_each_event_has_its_result(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));
        var page = await feed.PageAsync();
        var now = TimeProvider.System.GetUtcNow();
        object[] events =
        [
            FeedClient.Impression(page.Titles[0], now),
            FeedClient.Impression(page.Titles[1], now, visibleMs: 499),
            FeedClient.Impression("test:nobody", now),
            FeedClient.Impression(page.Titles[2], now.AddMinutes(6)),
            FeedClient.Impression("test:30", now, position: -5),
        ];
        var batch = new { feed_session = page.Session, events };

        Assert.Equal(["recorded", "refused", "refused", "refused", "recorded"], await feed.PostAsync("/api/feed/impressions", batch));
        Assert.Equal(["duplicate", "refused", "refused", "refused", "duplicate"], await feed.PostAsync("/api/feed/impressions", batch));
    }

    [Theory, EachDatabase]
    public async Task A_feed_session_that_nobody_opened_counts_as_seen_and_one_of_others_is_not_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30);
        var (feed, other) = (new FeedClient(await app.ClientAsAsync("ed")), await app.ClientAsAsync("mo"));
        var now = TimeProvider.System.GetUtcNow();

        var unknown = await feed.PostAsync(
            "/api/feed/impressions", new { feed_session = Guid.CreateVersion7(), events = new[] { FeedClient.Impression("test:7", now) } });
        var page = await feed.PageAsync("page_size=30");
        using var foreign = await other.PostAsJsonAsync(
            "/api/feed/impressions", new { feed_session = page.Session, events = new[] { FeedClient.Impression("test:7", now) } }, Cancel);

        Assert.Equal(["recorded"], unknown);
        Assert.Equal("test:7", Assert.Single(page.Items, item => item.GetProperty("repeat").GetBoolean()).GetProperty("title").GetProperty("id").GetString());
        Assert.Equal((HttpStatusCode.NotFound, "feed-session-not-found", "feed_session"), await FeedClient.RefusalOfAsync(foreign));
    }

    [Theory, EachDatabase]
    public async Task Too_many_at_once_are_refused_whole(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var http = await app.ClientAsAsync("ed");
        var events = Enumerable.Range(0, 101).Select(_ => FeedClient.Impression("test:1", TimeProvider.System.GetUtcNow()));

        using var many = await http.PostAsJsonAsync("/api/feed/impressions", new { feed_session = Guid.CreateVersion7(), events }, Cancel);
        using var nameless = await http.PostAsJsonAsync("/api/feed/impressions", new { events = Array.Empty<object>() }, Cancel);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "batch-too-large", "events"), await FeedClient.RefusalOfAsync(many));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "feed-session-invalid", "feed_session"), await FeedClient.RefusalOfAsync(nameless));
    }
}
