using System.Net;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Pages;

/// <summary>The library without script: pages and the forms that stand in them.</summary>
public sealed class LibraryPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task States_are_filtered_in_the_address_and_marked_in_bulk(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(4, "movie");
        var browser = await PageClient.SignInAsync(app, "ann");
        var me = new LibraryClient(await app.ClientAsAsync("ann"));
        for (var n = 1; n <= 3; n++)
            await me.PatchAsync($"test:{n}", new { watch_status = "watching" });

        using var marked = await browser.SubmitAsync("/library/titles?status=watching", "/library/titles/mark", ("titles", "test:1"), ("titles", "test:3"), ("status", "completed"));

        Assert.Equal("/library/titles?status=watching", PageClient.Leads(marked));
        Assert.DoesNotContain("data-state=\"test:1\"", await browser.ReadAsync("/library/titles?status=watching"), StringComparison.Ordinal);
        Assert.Contains("data-state=\"test:3\"", await browser.ReadAsync("/library/titles?status=completed&q=number"), StringComparison.Ordinal);
        using var wrong = await browser.Http.GetAsync("/library/titles?status=asleep", Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_play_is_removed_from_the_history_and_put_back(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var browser = await PageClient.SignInAsync(app, "ann");
        var me = new LibraryClient(await app.ClientAsAsync("ann"));
        await me.WatchAsync("test:1", TimeProvider.System.GetUtcNow().AddHours(-2), 0, 60_000);
        var id = (string)(await me.GetAsync("/api/user/history")).Body!["items"]![0]!["id"]!;

        Assert.Contains("Title number 1", await browser.ReadAsync("/library/history?q=number"), StringComparison.Ordinal);
        using var removed = await browser.SubmitAsync("/library/history", "/library/history/remove", ("play", id));
        var after = await browser.ReadAsync(PageClient.Leads(removed)!);
        Assert.DoesNotContain($"data-play=\"{id}\"", after, StringComparison.Ordinal);
        using var undone = await browser.SubmitAsync(PageClient.Leads(removed)!, "/library/history/restore", ("play", id));
        Assert.Contains($"data-play=\"{id}\"", await browser.ReadAsync("/library/history"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_queue_is_made_ordered_emptied_and_deleted_by_forms(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var browser = await PageClient.SignInAsync(app, "ann");
        var me = new LibraryClient(await app.ClientAsAsync("ann"));
        using var made = await browser.SubmitAsync("/library/queues", "/library/queues/new", ("name", "Film club"));
        var path = PageClient.Leads(made)!;
        foreach (var title in (string[])["test:1", "test:2"])
            await me.SendAsync(HttpMethod.Post, $"/api/user{path["/library".Length..]}/videos", new { video_id = title });

        using var moved = await browser.SubmitAsync(path, "data-step=\"down\"", ("title", "test:1"));
        Assert.Equal(["test:2", "test:1"], await OrderAsync(me, path));
        using var taken = await browser.SubmitAsync(path, "value=\"test:2\" aria-label=\"Take", ("title", "test:2"));
        Assert.Equal(["test:1"], await OrderAsync(me, path));
        using var back = await browser.SubmitAsync(PageClient.Leads(taken)!, "/restore", ("title", "test:2"));
        Assert.Equal(["test:2", "test:1"], await OrderAsync(me, path));
        using var gone = await browser.SubmitAsync(path, "/delete");
        Assert.DoesNotContain("Film club", await browser.ReadAsync("/library/queues"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Buttons_of_a_title_mark_it_and_put_it_on_the_list_and_take_both_back(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var browser = await PageClient.SignInAsync(app, "ann");
        var me = new LibraryClient(await app.ClientAsAsync("ann"));
        async Task<string> ActAsync(string name) => PageClient.Leads(await browser.SubmitAsync("/titles/test:1", "id=\"acts\"", (name, "test:1")))!;

        var said = await ActAsync("watched");
        await ActAsync("add");
        Assert.Equal("completed", (string)(await me.StateAsync("test:1")).Body!["watch_status"]!);
        Assert.Equal(["test:1"], await OrderAsync(me, "/library/queues/watch_later"));
        Assert.Contains("name=\"unwatched\" value=\"test:1\"", await browser.ReadAsync(said), StringComparison.Ordinal);
        await ActAsync("unwatched");
        await ActAsync("unadd");
        Assert.Equal("unwatched", (string)(await me.StateAsync("test:1")).Body!["watch_status"]!);
        Assert.Empty(await OrderAsync(me, "/library/queues/watch_later"));
    }

    [Theory, EachDatabase]
    public async Task What_was_begun_and_the_figures_have_their_pages(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var browser = await PageClient.SignInAsync(app, "ann");
        var me = new LibraryClient(await app.ClientAsAsync("ann"));
        Assert.Contains("Nothing begun", await browser.ReadAsync("/library"), StringComparison.Ordinal);
        await me.WatchAsync("test:1", TimeProvider.System.GetUtcNow().AddHours(-2), 0, 120_000);

        Assert.Contains("data-rail=\"continue_watching\"", await browser.ReadAsync("/library"), StringComparison.Ordinal);
        Assert.Contains("Creator 1", await browser.ReadAsync("/library/stats"), StringComparison.Ordinal);
        using var foreign = await (await PageClient.SignInAsync(app, "bob")).Http.GetAsync($"/library/queues/{Guid.CreateVersion7()}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    private static async Task<string[]> OrderAsync(LibraryClient me, string page) =>
        [.. (await me.GetAsync("/api/user" + page["/library".Length..])).Body!["videos"]!.AsArray().Select(video => (string)video!["video_id"]!)];
}
