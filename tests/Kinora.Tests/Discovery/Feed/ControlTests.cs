using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Discovery.Profiles;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Feed;

public sealed class ControlTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_dial_counts_from_the_next_page_on(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(Enumerable.Range(1, 40).Select(n => new
        {
            id = $"test:{n}",
            kind = "clip",
            title = $"Clip {n}",
            duration_ms = 30_000,
            maturity = "G",
            published_at = DateTimeOffset.UnixEpoch.AddDays(n),
        }));
        var http = await app.ClientAsAsync("ed");

        using var turned = await http.PutAsJsonAsync("/api/feed/dials", new { mode = "chronological" }, Cancel);
        var page = await new FeedClient(http).PageAsync();
        var dial = await http.GetFromJsonAsync<JsonNode>("/api/feed/dials", Cancel);

        Assert.Equal("chronological", (string?)dial!["mode"]);
        Assert.Equal(Enumerable.Range(29, 12).Reverse().Select(n => $"test:{n}"), page.Titles);
    }

    [Theory, EachDatabase]
    public async Task A_slot_is_explained_to_its_owner_alone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30);
        var (http, other) = (await app.ClientAsAsync("ed"), await app.ClientAsAsync("mo"));
        var page = await new FeedClient(http).PageAsync();

        var slot = await http.GetFromJsonAsync<JsonNode>($"/api/feed/explain?feed_session={page.Session}&position=3", Cancel);
        using var beyond = await http.GetAsync($"/api/feed/explain?feed_session={page.Session}&position=13", Cancel);
        using var foreign = await other.GetAsync($"/api/feed/explain?feed_session={page.Session}&position=3", Cancel);

        Assert.Equal(page.Titles[2], (string?)slot!["title"]!["id"]);
        Assert.Equal(page.Items[2].GetProperty("score").GetDouble(), (double)slot["score"]!);
        Assert.InRange((double)slot["draw"]!["propensity"]!, 0.0003, 1);
        Assert.Equal(1, slot["factors"]!.AsArray().Sum(factor => (double?)factor!["weight"] ?? 0), 3);
        Assert.Equal("position-not-found", (await FeedClient.RefusalOfAsync(beyond)).Code);
        Assert.Equal("feed-session-not-found", (await FeedClient.RefusalOfAsync(foreign)).Code);
    }

    [Theory, EachDatabase]
    public async Task A_reset_forgets_taste_and_keeps_sights_hides_and_ratings(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30);
        var http = await app.ClientAsAsync("ed");
        var profile = await app.ProfileOfAsync("ed");
        using var like = await http.PostAsJsonAsync("/api/ratings/test:1", new { value = 1 }, Cancel);

        using var reset = await http.PostAsync("/api/feed/reset", null, Cancel);

        reset.EnsureSuccessStatusCode();
        await using var beside = await app.BesideAsync();
        foreach (var server in (TestApp[])[app, beside])
        {
            using var held = await server.Get<ProfileStates>().HoldAsync(profile, Cancel);
            server.Catalogue.Current.TryOrdinal("test:1", out var title);
            Assert.True(held.State.ResetAt > 0);
            Assert.Equal(1, held.State.Ratings[title]);
            Assert.True(held.State.Contacts.MinuteOf(title) > 0);
            Assert.Empty(held.State.Viewings.All(server.Catalogue.Current.Columns, held.State.ResetAt, held.State.Ratings));
        }
    }
}
