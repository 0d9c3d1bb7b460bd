using System.Net;
using System.Net.Http.Headers;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Shell;

public sealed class PageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_stranger_is_led_to_the_sign_in_page_and_back(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var answer = await OpenAsync(app.Stranger(), "/search?q=laura");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/welcome?return_to=%2Fsearch%3Fq%3Dlaura", answer.Headers.Location!.OriginalString);
    }

    [Theory, EachDatabase]
    public async Task A_viewer_finds_no_administration(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var answer = await OpenAsync(await app.SignInAsync(), "/admin/people");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Not for you", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_does_not_exist_has_a_page_for_people_and_a_document_for_programs(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var client = await app.SignInAsync();
        var page = await OpenAsync(client, "/nothing/here");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("Nothing here", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", (await client.GetAsync("/api/nothing", Cancel)).Content.Headers.ContentType!.MediaType);
    }

    [Theory, EachDatabase]
    public async Task A_title_shows_what_is_known_and_where_it_plays(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:laura", title = "Laura", synopsis = "A portrait, <and> who looks at it.", year = 1944, genres = new[] { "noir" }, playback = new { hls_url = "/laura.m3u8" } },
            new { id = "test:show", kind = "series", title = "Signal Hunters" },
            new { id = "test:e2", kind = "episode", title = "The second", series_id = "test:show", season = 1, episode = 2 },
            new { id = "test:e1", kind = "episode", title = "The first", series_id = "test:show", season = 1, episode = 1 });
        var client = await app.SignInAsync();
        var laura = await ReadAsync(client, "/titles/test:laura");
        var show = await ReadAsync(client, "/titles/test:show");
        Assert.Contains("A portrait, &lt;and&gt; who looks at it.", laura, StringComparison.Ordinal);
        Assert.Contains("href=\"/watch/test:laura\"", laura, StringComparison.Ordinal);
        Assert.Contains("data-view=\"test:laura\"", laura, StringComparison.Ordinal);
        Assert.True(show.IndexOf("The first", StringComparison.Ordinal) < show.IndexOf("The second", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(client, "/titles/test:none")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Search_shows_titles_as_text_and_keeps_its_state_in_links(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:1", title = "Laura & <b>Waldo</b>", genres = new[] { "noir", "drama" }, duration_ms = 5_280_000 },
            new { id = "test:2", title = "Gilda", genres = new[] { "noir" } },
            new { id = "test:3", title = "The General", genres = new[] { "comedy" } });
        var page = await ReadAsync(await app.SignInAsync(), "/search?q=laura&genre=noir");
        Assert.Contains("Laura &amp; &lt;b&gt;Waldo&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Gilda", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/search?q=laura\"", page, StringComparison.Ordinal);
        Assert.Contains("1:28:00", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_empty_result_says_what_to_leave_out(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:1", title = "Laura", genres = new[] { "noir" } }, new { id = "test:2", title = "Duck Soup", genres = new[] { "comedy" } });
        var page = await ReadAsync(await app.SignInAsync(), "/search?q=laura&genre=comedy");
        Assert.Contains("Nothing fits all of it", page, StringComparison.Ordinal);
        Assert.Contains("Without Genre: 1", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/welcome")]
    [InlineData("/offline")]
    [InlineData("/search")]
    [InlineData("/pick")]
    [InlineData("/admin/people")]
    [InlineData("/admin/jobs")]
    [InlineData("/admin")]
    [InlineData("/admin/health")]
    [InlineData("/admin/backups")]
    [InlineData("/admin/integrations")]
    [InlineData("/admin/catalogue")]
    [InlineData("/admin/embeddings")]
    [InlineData("/admin/ranking")]
    [InlineData("/admin/ranking/experiments")]
    [InlineData("/settings/taste")]
    [InlineData("/titles/test:1")]
    [InlineData("/watch/test:1")]
    public async Task A_page_holds_neither_inline_script_nor_inline_style(string path)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenTitlesAsync(new { id = "test:1", title = "Laura", synopsis = "A portrait, and who looks at it.", playback = new { hls_url = "/laura.m3u8" } });
        var page = await ReadAsync(path == "/welcome" ? app.Stranger() : await app.SignInAsync(Role.Admin), path);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?i)<script(?![^>]* src=)", page);
        Assert.DoesNotMatch("(?i) on[a-z]+=", page);
    }

    [Theory]
    [InlineData("/art/test:1.svg?shape=poster")]
    [InlineData("/art/face/ann.svg")]
    public async Task A_picture_is_drawn_and_kept_by_the_browser(string path)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenTitlesAsync(new { id = "test:1", title = "Laura" });
        var client = await app.SignInAsync();
        var first = await client.GetAsync(path, Cancel);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal("image/svg+xml", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, Cancel)).StatusCode);
    }

    private static Task<HttpResponseMessage> OpenAsync(HttpClient client, string path)
    {
        client.DefaultRequestHeaders.Accept.Clear();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return client.GetAsync(path, Cancel);
    }

    private static async Task<string> ReadAsync(HttpClient client, string path)
    {
        var answer = await OpenAsync(client, path);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {text}");
        return text;
    }
}
