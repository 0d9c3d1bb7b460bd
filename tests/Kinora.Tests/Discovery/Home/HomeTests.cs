using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Discovery.Shared;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Home;

public sealed class HomeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_new_profile_finds_something_at_once_and_each_place_says_why(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(200, "movie");
        var http = await app.ClientAsAsync("ed");

        var rails = await HomeAsync(http);

        Assert.Contains("for_you", rails.Keys);
        Assert.InRange(rails.Count, 3, 20);
        var all = rails.Values.SelectMany(places => places).ToList();
        Assert.All(all, place => Assert.NotEqual("", (string)place["reason"]!));
        Assert.All(rails.Values, places => Assert.InRange(places.Count, 1, 20));
        Assert.Equal(all.Count, all.Select(Id).Distinct().Count());
    }

    [Theory, EachDatabase]
    public async Task Top_in_a_genre_gives_that_genre_as_the_reason_also_where_a_title_has_another_one_first(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync([.. Enumerable.Range(0, 90).Select(n => new
        {
            id = $"test:{n}", kind = "movie", title = $"Film {n}", genres = n % 2 == 0 ? new[] { "comedy", "western" } : ["western"], maturity = "G",
            duration_ms = 5_000_000,
        })]);
        var http = await app.ClientAsAsync("ed");
        await ShareAsync(app, "ed");
        await WatchAsync(http, [.. Enumerable.Range(0, 90).Select(n => $"test:{n}")], 4_990_000, 5_000_000);
        await app.Get<SharedStates>().RebuildAsync(Cancel);

        var rails = await HomeAsync(await app.ClientAsAsync("new"));

        Assert.All(rails["top_in:western"], place => Assert.Equal("Top rated in western", (string?)place["reason"]));
    }

    [Theory, EachDatabase]
    public async Task Where_nobody_watched_anything_no_rail_claims_that_something_trends_or_is_rated(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync([.. Enumerable.Range(0, 90).Select(n => new
        {
            id = $"test:{n}", kind = "movie", title = $"Film {n}", genres = new[] { "western" }, year = 1990 + n % 30, maturity = "G", duration_ms = 5_000_000,
        })]);

        var home = await (await app.ClientAsAsync("ed")).GetFromJsonAsync<JsonNode>("/api/recommendations/home", Cancel);

        Assert.Equal(
            ["for_you: For you", "trending: Newest here", "new_releases: New releases", "top_in:western: Newest in western"],
            home!["rails"]!.AsArray().Select(rail => $"{(string)rail!["rail"]!}: {(string)rail["name"]!}"));
        var reasons = home["rails"]!.AsArray().SelectMany(rail => rail!["items"]!.AsArray()).Select(place => (string)place!["reason"]!).ToHashSet();
        Assert.Contains("New in 2019", reasons);
        reasons.RemoveWhere(reason => reason.StartsWith("New in ", StringComparison.Ordinal));
        Assert.Equal(["New to you in western"], reasons);
    }

    [Theory, EachDatabase]
    public async Task What_was_begun_is_offered_first_and_what_was_finished_leads_to_its_like(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(60, "movie");
        var http = await app.ClientAsAsync("ed");
        await WatchAsync(http, "test:7", 1_200_000, 5_400_000);
        await WatchAsync(http, "test:8", 5_390_000, 5_400_000);

        var rails = await HomeAsync(http);

        Assert.Equal("test:7", Id(Assert.Single(rails["continue_watching"])));
        var because = rails["because_you_watched:test:8"];
        Assert.NotEmpty(because);
        Assert.All(because, place => Assert.Equal("Because you watched Title number 8", (string?)place["reason"]));
        Assert.DoesNotContain("test:8", rails["for_you"].Concat(because).Select(Id));
    }

    [Theory, EachDatabase]
    public async Task A_finished_episode_offers_the_next_one(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            [
                new { id = "test:show", kind = "series", title = "The Show", genres = new[] { "drama" }, maturity = "G" },
                .. Enumerable.Range(1, 3).Select(n => new
                {
                    id = $"test:e{n}", kind = "episode", title = $"Part {n}", series_id = "test:show", season = 1, episode = n,
                    duration_ms = 1_500_000, maturity = "G",
                }),
            ]);
        var http = await app.ClientAsAsync("ed");
        await WatchAsync(http, "test:e1", 1_490_000, 1_500_000);

        var place = Assert.Single((await HomeAsync(http))["continue_watching"]);

        Assert.Equal(("test:e2", "Next after Part 1"), (Id(place), (string?)place["reason"]));
    }

    [Theory, EachDatabase]
    public async Task A_hidden_or_disliked_title_is_gone_from_every_rail_at_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(80, "movie");
        var http = await app.ClientAsAsync("ed");
        var before = (await HomeAsync(http))["for_you"].Select(Id).ToList();

        using var hide = await http.PostAsync($"/api/viewing/not-interested/{before[0]}", null, Cancel);
        using var dislike = await http.PostAsJsonAsync($"/api/ratings/{before[1]}", new { value = -1 }, Cancel);
        var after = (await HomeAsync(http)).Values.SelectMany(places => places).Select(Id).ToList();
        var similar = await http.GetFromJsonAsync<JsonNode>($"/api/catalog/titles/{before[2]}/similar?limit=100", Cancel);

        Assert.NotEmpty(after);
        Assert.Empty(after.Intersect(before.Take(2)));
        Assert.NotEmpty(similar!["items"]!.AsArray());
        Assert.Empty(similar["items"]!.AsArray().Select(place => Id(place!)).Intersect(before.Take(2)));
    }

    [Theory, EachDatabase]
    public async Task Trends_and_the_order_of_a_search_count_only_those_who_share(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(40, "movie");
        var (ed, mo) = (await app.ClientAsAsync("ed"), await app.ClientAsAsync("mo"));
        await ShareAsync(app, "ed");
        await WatchAsync(ed, "test:3", 5_390_000, 5_400_000);
        await WatchAsync(mo, "test:4", 5_390_000, 5_400_000);
        await app.Get<SharedStates>().RebuildAsync(Cancel);
        app.Catalogue.Current.TryOrdinal("test:3", out var shared);
        app.Catalogue.Current.TryOrdinal("test:4", out var kept);

        var state = app.Get<SharedStates>().Current;

        Assert.True(state[shared].Popularity > 0.9);
        Assert.Equal(0, state[kept].Popularity);
        Assert.Equal(1, state.ActiveProfiles);
        var found = await ed.GetFromJsonAsync<JsonNode>("/api/catalog/titles?q=title&limit=3", Cancel);
        Assert.Equal(["test:3", "test:1", "test:10"], found!["items"]!.AsArray().Select(title => (string)title!["id"]!));
        Assert.Equal("test:3", Id((await (await app.ClientAsAsync("new")).GetFromJsonAsync<JsonNode>("/api/recommendations/trending", Cancel))!["items"]![0]!));
    }

    [Theory, EachDatabase]
    public async Task A_mood_pick_fits_the_time_and_says_when_nothing_does(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:long", title = "Long", duration_ms = 9_000_000, moods = new[] { "tense" }, maturity = "G" },
            new { id = "test:short", title = "Short", duration_ms = 1_000_000, moods = new[] { "tense" }, maturity = "G" });
        var http = await app.ClientAsAsync("ed");

        var pick = await http.GetFromJsonAsync<JsonNode>("/api/recommendations/mood?mood=tense&duration_max=30", Cancel);
        using var none = await http.GetAsync("/api/recommendations/mood?mood=cosy", Cancel);
        using var wrong = await http.GetAsync("/api/recommendations/mood?duration_max=-5", Cancel);

        Assert.Equal("test:short", Id(pick!["item"]!));
        Assert.Equal((HttpStatusCode.NotFound, "nothing-fits", null), await FeedClient.RefusalOfAsync(none));
        Assert.Equal("duration-max-out-of-range", (await FeedClient.RefusalOfAsync(wrong)).Code);
    }

    private static async Task<Dictionary<string, List<JsonNode>>> HomeAsync(HttpClient http)
    {
        var home = await http.GetFromJsonAsync<JsonNode>("/api/recommendations/home", Cancel);
        return home!["rails"]!.AsArray().ToDictionary(
            rail => (string)rail!["rail"]!, rail => rail!["items"]!.AsArray().Select(place => place!).ToList());
    }

    private static string Id(JsonNode place) => (string)place["title"]!["id"]!;

    private static async Task ShareAsync(TestApp app, string name)
    {
        var changed = await app.Get<Kinora.Accounts.Contracts.IProfiles>().ChangePreferencesAsync(
            await app.ProfileOfAsync(name), preferences => preferences with { ShareEngagement = true }, Cancel);
        Assert.True(changed.Succeeded);
    }

    private static Task WatchAsync(HttpClient http, string title, long position, long duration) => WatchAsync(http, [title], position, duration);

    private static async Task WatchAsync(HttpClient http, string[] titles, long position, long duration)
    {
        var statuses = await new FeedClient(http).PostAsync("/api/signals", new
        {
            events = titles.Select(title => new
            {
                event_id = Guid.CreateVersion7(),
                kind = "progress",
                title_id = title,
                at = TimeProvider.System.GetUtcNow(),
                position_ms = position,
                duration_ms = duration,
            }),
        });
        Assert.All(statuses, status => Assert.Equal("recorded", status));
    }
}
