using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Tests.Discovery.Models;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Tastes;

public sealed class MyTasteTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Beliefs_stand_on_what_was_watched_liked_chosen_and_followed(string database)
    {
        await using var app = await TownAsync(database);
        var (ann, own) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));
        Assert.Empty((await TasteAsync(ann, own))["beliefs"]!.AsArray());
        await PlantedTown.WatchAsync(app, own, 0, 2, 4);
        await ann.PostAsJsonAsync("/api/ratings/test:4", new { value = 1 }, Cancel);
        await ann.PutAsync("/api/creators/maker-of-3/follow", null, Cancel);
        await app.Get<IProfiles>().ChangePreferencesAsync(own, preferences => preferences with { GenresAvoided = ["comedy"] }, Cancel);

        var taste = await TasteAsync(ann, own);
        var (noir, comedy) = (Of(taste, "genre", "noir"), Of(taste, "genre", "comedy"));

        Assert.Equal((3, 3, 1), ((int)noir["from"]!["viewings"]!, (int)noir["from"]!["completed"]!, (int)noir["from"]!["liked"]!));
        Assert.True((double)noir["strength"]! > (double)noir["usual"]! && (double)comedy["strength"]! < (double)comedy["usual"]!);
        Assert.Equal("avoided", (string?)comedy["stated"]);
        Assert.Equal((true, "Maker of 3"), ((bool)Of(taste, "creator", "maker-of-3")["followed"]!, (string?)Of(taste, "creator", "maker-of-3")["label"]));
        Assert.Equal(3, (int)Of(taste, "mood", "tense")["from"]!["viewings"]!);
        Assert.All(taste["beliefs"]!.AsArray().Where(belief => (string?)belief!["facet"] == "hour"), hour => Assert.Equal("noir", (string?)hour!["most_watched"]));
    }

    [Theory, EachDatabase]
    public async Task A_correction_moves_the_very_next_home_page_and_feed_in_every_process(string database)
    {
        await using var app = await TownAsync(database);
        await using var beside = await app.BesideAsync();
        var (ann, own) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));
        await PlantedTown.WatchAsync(app, own, 0, 1, 2, 3);
        await FirstsAsync(ann);
        var there = await beside.ClientAsAsync("ann");
        await FirstsAsync(there);
        foreach (var (more, less, rest) in ((string, string, int)[])[("noir", "comedy", 0), ("comedy", "noir", 1)])
        {
            await SayAsync(ann, own, "genre", more, "more");
            var taste = await SayAsync(ann, own, "genre", less, "less");

            Assert.True((double)Of(taste, "genre", more)["strength"]! > (double)Of(taste, "genre", less)["strength"]!);
            foreach (var http in (HttpClient[])[ann, there])
                Assert.All(await FirstsAsync(http), first => Assert.Equal(rest, Film(first) % 2));
        }
    }

    [Theory, EachDatabase]
    public async Task What_is_forgotten_is_as_if_it_never_was_until_it_is_taken_back(string database)
    {
        await using var app = await TownAsync(database);
        var (ann, own) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));
        await PlantedTown.WatchAsync(app, own, 0, 1);
        var before = (double)Of(await TasteAsync(ann, own), "genre", "noir")["strength"]!;

        var forgotten = await SayAsync(ann, own, "genre", "noir", "forget");
        Assert.DoesNotContain("test:Nobody", forgotten.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(forgotten["beliefs"]!.AsArray(), belief => (string?)belief!["name"] == "noir" && (int)belief["from"]!["viewings"]! > 0);

        var back = Of(await SayAsync(ann, own, "genre", "noir", null), "genre", "noir");
        Assert.Equal((before, (string?)null), ((double)back["strength"]!, (string?)back["correction"]));
    }

    [Theory, EachDatabase]
    public async Task All_of_it_is_forgotten_and_comes_back_once(string database)
    {
        await using var app = await TownAsync(database);
        var (ann, own) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));
        await PlantedTown.WatchAsync(app, own, 0, 1, 2);
        await SayAsync(ann, own, "genre", "noir", "more");
        var before = (await TasteAsync(ann, own))["beliefs"]!.ToJsonString();

        using var reset = await ann.DeleteAsync($"/api/profiles/{own}/taste", Cancel);
        var empty = (await reset.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
        Assert.Empty(empty["beliefs"]!.AsArray());
        Assert.True((bool)empty["can_undo_reset"]!);

        using var undone = await ann.PostAsync($"/api/profiles/{own}/taste/undo", null, Cancel);
        var again = (await undone.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
        Assert.Equal((before, (string?)null), (again["beliefs"]!.ToJsonString(), (string?)again["reset_at"]));
        await using var beside = await app.BesideAsync();
        Assert.Equal(before, (await TasteAsync(await beside.ClientAsAsync("ann"), own))["beliefs"]!.ToJsonString());
        using var twice = await ann.PostAsync($"/api/profiles/{own}/taste/undo", null, Cancel);
        Assert.Equal((HttpStatusCode.Conflict, "nothing-to-undo", null), await FeedClient.RefusalOfAsync(twice));
    }

    [Theory, EachDatabase]
    public async Task Many_corrections_at_once_leave_one_of_them(string database)
    {
        await using var app = await TownAsync(database);
        var (ann, own) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));
        await PlantedTown.WatchAsync(app, own, 0);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => SayAsync(ann, own, "genre", "noir", n % 2 == 0 ? "more" : "less")));

        Assert.Contains((string?)Of(await TasteAsync(ann, own), "genre", "noir")["correction"], (string[])["more", "less"]);
    }

    [Fact]
    public async Task What_is_not_known_is_refused_and_other_peoples_taste_is_not_there()
    {
        await using var app = await TownAsync("sqlite");
        var (ann, own) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));
        var bob = await app.ClientAsAsync("bob");

        Assert.Equal("facet-missing", (await RefusedAsync(ann, own, new { name = "noir", correction = "more" })).Code);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "taste-unknown", "name"), await RefusedAsync(ann, own, new { facet = "genre", name = "nothing", correction = "more" }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "taste-unknown", "name"), await RefusedAsync(ann, own, new { facet = "hour", name = "weekday-03", correction = "more" }));
        Assert.Equal("profile-not-found", (await RefusedAsync(bob, own, new { facet = "genre", name = "noir", correction = "more" })).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync($"/api/profiles/{own}/taste", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_page_says_it_in_words_and_its_buttons_correct_reset_and_undo(string database)
    {
        await using var app = await TownAsync(database);
        var (ann, own) = (await PageClient.SignInAsync(app, "ann"), await app.ProfileOfAsync("ann"));
        Assert.Contains("Nothing is known yet", await ann.ReadAsync("/settings/taste"), StringComparison.Ordinal);
        await PlantedTown.WatchAsync(app, own, 0, 1, 2);
        Assert.Contains("watched 2 times · 2 to the end", WebUtility.HtmlDecode(await ann.ReadAsync("/settings/taste")), StringComparison.Ordinal);

        Assert.Contains("You will see less of Noir.", await SendAsync(ann, "name=\"name\" value=\"noir\"", ("correction", "less")), StringComparison.Ordinal);
        Assert.Equal("less", (string?)Of(await TasteAsync(await app.ClientAsAsync("ann"), own), "genre", "noir")["correction"]);
        Assert.Contains("is taken back", await SendAsync(ann, "name=\"name\" value=\"noir\"", ("correction", "")), StringComparison.Ordinal);
        Assert.Contains("Kinora begins anew", await SendAsync(ann, "/settings/taste/reset"), StringComparison.Ordinal);
        Assert.Contains("Everything counts again", await SendAsync(ann, "/settings/taste/undo"), StringComparison.Ordinal);
        Assert.Equal(2, (int)Of(await TasteAsync(await app.ClientAsAsync("ann"), own), "genre", "noir")["from"]!["viewings"]!);
    }

    /// <summary>Forty films, the even ones noir, the odd ones comedy, and in nothing else different.</summary>
    private static async Task<TestApp> TownAsync(string database)
    {
        var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync([.. Enumerable.Range(0, 40).Select(n => new
        {
            id = PlantedTown.Id(n), kind = "movie", title = $"Film number {n}", creator = $"Maker of {n}", genres = new[] { n % 2 == 0 ? "noir" : "comedy" },
            moods = new[] { n % 2 == 0 ? "tense" : "warm" }, maturity = "G", year = 2000, duration_ms = 5_400_000,
        })]);
        return app;
    }

    private static int Film(string id) => int.Parse(id.AsSpan("test:".Length), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The first title of For you, and of a new feed session.</summary>
    private static async Task<string[]> FirstsAsync(HttpClient http)
    {
        var home = (await http.GetFromJsonAsync<JsonNode>("/api/recommendations/home", Cancel))!;
        var row = home["rails"]!.AsArray().First(rail => (string?)rail!["rail"] == "for_you")!["items"]!.AsArray();
        return [PlantedTown.IdOf(row[0]!), (await new FeedClient(http).PageAsync("kind=movie&page_size=1")).Titles[0]];
    }

    private static async Task<JsonNode> TasteAsync(HttpClient http, string profile) => (await http.GetFromJsonAsync<JsonNode>($"/api/profiles/{profile}/taste", Cancel))!;

    private static JsonNode Of(JsonNode taste, string facet, string name)
    {
        var found = taste["beliefs"]!.AsArray().Where(belief => (string?)belief!["facet"] == facet && (string?)belief["name"] == name).ToList();
        Assert.True(found.Count == 1, $"{found.Count} beliefs of {facet} {name} in {taste["beliefs"]!.ToJsonString()}");
        return found[0]!;
    }

    private static async Task<JsonNode> SayAsync(HttpClient http, string profile, string facet, string name, string? correction)
    {
        using var said = await http.PatchAsJsonAsync($"/api/profiles/{profile}/taste", new { facet, name, correction }, Cancel);
        var text = await said.Content.ReadAsStringAsync(Cancel);
        Assert.True(said.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<(HttpStatusCode Status, string? Code, string? Field)> RefusedAsync(HttpClient http, string profile, object body)
    {
        using var refused = await http.PatchAsJsonAsync($"/api/profiles/{profile}/taste", body, Cancel);
        return await FeedClient.RefusalOfAsync(refused);
    }

    /// <summary>Sends a form of the page, and gives the page that it leads back to.</summary>
    private static async Task<string> SendAsync(PageClient browser, string containing, params (string Name, string Value)[] fields)
    {
        using var sent = await browser.SubmitAsync("/settings/taste", containing, fields);
        return WebUtility.HtmlDecode(await browser.ReadAsync(PageClient.Leads(sent)!));
    }
}
