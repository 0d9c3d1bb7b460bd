using System.Net;
using System.Net.Http.Json;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Feed;

public sealed class FeedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Pages_have_the_length_asked_for_and_never_share_a_title(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(60);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));

        var page = await feed.PageAsync();
        var seen = new List<string>(page.Titles);
        for (var number = 2; number <= 5; number++)
        {
            page = await feed.NextAsync(page);
            seen.AddRange(page.Titles);
        }

        Assert.Equal(60, seen.Distinct().Count());
        Assert.Equal(60, seen.Count);
        Assert.Equal(49, page.Items[0].GetProperty("position").GetInt32());
        Assert.Equal((60, 0, false), (Number(page, "eligible"), Number(page, "fresh"), page.Inventory.GetProperty("exhausted").GetBoolean()));
        Assert.All(page.Items, item => Assert.NotEqual("", item.GetProperty("reason").GetString()));
    }

    [Theory, EachDatabase]
    public async Task When_the_fresh_ones_run_out_pages_stay_full_and_say_so(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(15);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));

        var first = await feed.PageAsync("page_size=12");
        var second = await feed.NextAsync(first, "page_size=12");
        var empty = await feed.PageAsync("kind=movie");

        Assert.Equal(12, second.Titles.Distinct().Count());
        Assert.True(second.Repeats > 0);
        Assert.NotNull(second.Cursor);
        Assert.Empty(empty.Items);
        Assert.Null(empty.Cursor);
    }

    [Theory, EachDatabase]
    public async Task Asking_for_the_same_name_again_gives_the_same_bytes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(60);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));
        var name = Guid.CreateVersion7();

        var first = await feed.PageAsync($"feed_session={name}");
        var again = await feed.PageAsync($"feed_session={name}&page_size=50");
        var second = await feed.NextAsync(first);
        var secondAgain = await feed.NextAsync(again, "page_size=1");

        Assert.Equal(name.ToString(), first.Session);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(second.Text, secondAgain.Text);
        Assert.Empty(first.Titles.Intersect(second.Titles));
    }

    [Theory, EachDatabase]
    public async Task Fifty_who_ask_for_one_name_at_once_get_one_page(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await using var other = await app.BesideAsync();
        await app.GivenManyTitlesAsync(60);
        var token = await app.TokenOfAsync("ed");
        var name = Guid.CreateVersion7();

        var pages = await Task.WhenAll(Enumerable.Range(0, 50).Select(n =>
            new FeedClient((n % 2 == 0 ? app : other).ClientWith(token)).PageAsync($"feed_session={name}")));

        Assert.Single(pages.Select(page => page.Text).Distinct());
    }

    [Theory, EachDatabase]
    public async Task Two_devices_and_two_servers_share_nothing_while_there_is_enough(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await using var other = await app.BesideAsync();
        await app.GivenManyTitlesAsync(240);
        var token = await app.TokenOfAsync("ed");
        await app.UntilAsync(() => Task.FromResult(other.Catalogue.Current.Titles == 240));

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            new FeedClient((n % 2 == 0 ? app : other).ClientWith(token)).PageAsync("page_size=12")));

        Assert.Equal(240, pages.SelectMany(page => page.Titles).Distinct().Count());
        Assert.All(pages, page => Assert.Equal((12, 0), (page.Items.Length, page.Repeats)));
    }

    [Theory, EachDatabase]
    public async Task What_was_seen_stays_away_for_thirty_days_through_another_server(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(60);
        var token = await app.TokenOfAsync("ed");
        var feed = new FeedClient(app.ClientWith(token));
        var first = await feed.PageAsync();
        Assert.Equal(12, (await feed.SeeAsync(first, first.Titles, clock)).Count(status => status == "recorded"));

        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        await using var other = await app.BesideAsync(clock);
        var later = new FeedClient(other.ClientWith(token));
        var before = await later.PageAsync("page_size=48");
        clock.Advance(TimeSpan.FromMinutes(3));
        var after = await later.PageAsync("page_size=50");

        Assert.Empty(first.Titles.Intersect(before.Titles));
        Assert.Equal(first.Titles.Order(), after.Items.Where(item => !item.GetProperty("repeat").GetBoolean())
            .Select(item => item.GetProperty("title").GetProperty("id").GetString()!).Order());
    }

    [Theory, EachDatabase]
    public async Task A_hold_ends_half_an_hour_after_the_last_sign_of_life(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(12);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));

        var first = await feed.PageAsync();
        clock.Advance(TimeSpan.FromMinutes(20));
        await feed.PageAsync($"feed_session={first.Session}");
        clock.Advance(TimeSpan.FromMinutes(20));
        var held = await feed.PageAsync();
        clock.Advance(TimeSpan.FromMinutes(31));
        var free = await feed.PageAsync();

        Assert.Equal(12, held.Repeats);
        Assert.Equal(0, free.Repeats);
    }

    [Theory, EachDatabase]
    public async Task A_hide_counts_from_the_next_page_on_and_is_withdrawn_from_stored_ones(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(60);
        var http = await app.ClientAsAsync("ed");
        var feed = new FeedClient(http);
        var first = await feed.PageAsync();

        using var hide = await http.PostAsync($"/api/viewing/not-interested/{first.Titles[3]}", null, Cancel);
        using var dislike = await http.PostAsJsonAsync($"/api/ratings/{first.Titles[5]}", new { value = -1 }, Cancel);
        var again = await feed.PageAsync($"feed_session={first.Session}");
        var rest = await feed.NextAsync(first, "page_size=50");
        using var undo = await http.DeleteAsync($"/api/viewing/not-interested/{first.Titles[3]}", Cancel);
        var undone = await feed.PageAsync($"feed_session={first.Session}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent), (hide.StatusCode, dislike.StatusCode, undo.StatusCode));
        Assert.Equal(first.Titles.Where((_, place) => place is not (3 or 5)), again.Titles);
        Assert.Equal((2, 1), (again.Withdrawn, undone.Withdrawn));
        Assert.Equal((50, 58), (rest.Items.Length, Number(rest, "eligible")));
        Assert.DoesNotContain(first.Titles[3], rest.Titles);
    }

    [Theory, EachDatabase]
    public async Task Who_only_looks_ahead_is_handed_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(12);
        var http = await app.ClientAsAsync("ed");

        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/feed"), Cancel);
        using var prefetch = new HttpRequestMessage(HttpMethod.Get, "/api/feed");
        prefetch.Headers.Add("Sec-Purpose", "prefetch;anonymous-client-ip");
        using var ahead = await http.SendAsync(prefetch, Cancel);
        var page = await new FeedClient(http).PageAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (head.StatusCode, ahead.StatusCode));
        Assert.True(ahead.Headers.CacheControl!.NoStore);
        Assert.Equal((12, 0), (page.Items.Length, page.Repeats));
    }

    [Theory, EachDatabase]
    public async Task Cursors_and_names_of_others_are_refused(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(60);
        var (feed, stranger) = (new FeedClient(await app.ClientAsAsync("ed")), new FeedClient(await app.ClientAsAsync("mo")));
        var page = await feed.PageAsync();
        var forged = page.Cursor![..^2] + (page.Cursor[^1] == 'A' ? "BB" : "AA");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cursor-invalid", "cursor"), await feed.RefusalAsync($"cursor={forged}"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cursor-invalid", "cursor"), await feed.RefusalAsync("cursor=x"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cursor-invalid", "cursor"), await stranger.RefusalAsync($"cursor={page.Cursor}"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cursor-invalid", "cursor"), await feed.RefusalAsync($"cursor={page.Cursor}&kind=movie"));
        Assert.Equal(
            (HttpStatusCode.NotFound, "feed-session-not-found", "feed_session"), await stranger.RefusalAsync($"feed_session={page.Session}"));
        clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cursor-expired", "cursor"), await feed.RefusalAsync($"cursor={page.Cursor}"));
    }

    private static int Number(FeedClient.Page page, string member) => page.Inventory.GetProperty(member).GetInt32();
}
