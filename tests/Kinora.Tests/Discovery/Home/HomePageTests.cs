using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Home;

public sealed class HomePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_page_shows_rails_with_reasons_and_no_title_twice(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(120, "movie");
        var page = await ReadAsync(await app.SignInAsync(), "/?all=true");
        var cards = System.Text.RegularExpressions.Regex.Matches(page, "<li class=\"card\" data-title=\"(?<id>test:[0-9]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["id"].Value).ToList();
        Assert.NotEmpty(cards);
        Assert.Equal(cards.Count, cards.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("class=\"why\"", page, StringComparison.Ordinal);
        Assert.Contains("data-rail=\"for_you\"", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_hidden_title_is_gone_from_the_next_page_and_back_when_it_is_undone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(8, "movie");
        var client = await app.SignInAsync();
        Assert.Contains("data-title=\"test:3\"", await ReadAsync(client, "/?all=true"), StringComparison.Ordinal);
        (await client.PostAsJsonAsync("/api/viewing/not-interested/test:3", new { }, Cancel)).EnsureSuccessStatusCode();
        Assert.DoesNotContain("data-title=\"test:3\"", await ReadAsync(client, "/?all=true"), StringComparison.Ordinal);
        (await client.DeleteAsync("/api/viewing/not-interested/test:3", Cancel)).EnsureSuccessStatusCode();
        Assert.Contains("data-title=\"test:3\"", await ReadAsync(client, "/?all=true"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_was_added_stands_in_my_list_marked_as_such(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30, "movie");
        var client = await app.SignInAsync();
        var signal = new { event_id = Guid.CreateVersion7().ToString(), kind = "queue", title_id = "test:7", at = app.Get<TimeProvider>().GetUtcNow(), surface = "home" };
        (await client.PostAsJsonAsync("/api/signals", new { events = new[] { signal } }, Cancel)).EnsureSuccessStatusCode();
        var page = await ReadAsync(client, "/?all=true");
        var list = page[page.IndexOf("data-rail=\"my_list\"", StringComparison.Ordinal)..];
        Assert.Contains("name=\"unadd\" value=\"test:7\"", list, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_empty_catalogue_says_what_to_do_next(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        Assert.Contains("Nothing to watch yet", await ReadAsync(await app.SignInAsync(), "/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("movie", "movie")]
    [InlineData("clip", "clip")]
    public async Task The_feed_asks_for_the_fullest_kind_when_there_are_no_clips(string there, string asked)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenManyTitlesAsync(5, there);
        await app.GivenTitlesAsync(new { id = "test:show", kind = "series", title = "Show" });
        Assert.Contains($"<kin-feed kind=\"{asked}\"", await ReadAsync(await app.SignInAsync(), "/feed"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_title_has_a_rail_of_similar_ones(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30, "movie");
        var rail = await ReadAsync(await app.SignInAsync(), "/titles/test:7/similar");
        Assert.Contains("data-rail=\"similar\"", rail, StringComparison.Ordinal);
        Assert.DoesNotContain("data-title=\"test:7\"", rail, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(HttpClient client, string path)
    {
        client.DefaultRequestHeaders.Accept.Clear();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        var answer = await client.GetAsync(path, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {text}");
        return text;
    }
}
