using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Models;

public sealed class RankingPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_trace_adds_up_from_all_titles_to_the_fresh_ones_and_hands_nothing_out(string database)
    {
        await using var app = await PlantedTown.FoundAsync(database, people: 2);
        var (chief, own) = (await PlantedTown.AdminAsync(app), await app.ProfileOfAsync("chief"));
        await PlantedTown.WatchAsync(app, own, 0, 1, 2);
        await chief.PostAsync("/api/viewing/not-interested/test:9", null, Cancel);
        await chief.PostAsJsonAsync("/api/ratings/test:10", new { value = -1 }, Cancel);

        var trace = (await chief.GetFromJsonAsync<JsonNode>("/api/admin/ranking/trace?kind=movie&page_size=5", Cancel))!;
        var again = (await chief.GetFromJsonAsync<JsonNode>("/api/admin/ranking/trace?kind=movie&page_size=5", Cancel))!;

        Assert.Equal((32, 30), ((int)trace["of_kind"]!, (int)trace["inventory"]!["eligible"]!));
        Assert.Equal((1, 1, 3), ((int)trace["dropped"]!["hidden_title"]!, (int)trace["dropped"]!["disliked"]!, (int)trace["dropped"]!["seen"]!));
        Assert.Equal((27, 27), ((int)trace["inventory"]!["fresh"]!, (int)again["inventory"]!["fresh"]!));
        Assert.Equal(5, trace["items"]!.AsArray().Count);
        Assert.All(trace["items"]!.AsArray(), item => Assert.Equal(1, item!["factors"]!.AsArray().Sum(factor => (double?)factor!["weight"] ?? 0), 3));
        var page = await new FeedClient(chief).PageAsync("kind=movie&page_size=5");
        Assert.Equal(5, page.Titles.Length);
        Assert.Equal(27 - 5, page.Inventory.GetProperty("fresh").GetInt32());
    }

    [Theory, EachDatabase]
    public async Task Only_own_profiles_and_those_that_share_are_looked_at_and_what_those_watched_is_not_named(string database)
    {
        await using var app = await PlantedTown.FoundAsync(database, people: 1);
        var (chief, sharing, silent) = (await PlantedTown.AdminAsync(app), await app.ProfileOfAsync("p0"), await app.ProfileOfAsync("silent"));
        await PlantedTown.WatchAsync(app, silent, 1, 2);

        var trace = (await chief.GetFromJsonAsync<JsonNode>($"/api/admin/ranking/trace?kind=movie&profile={sharing}", Cancel))!;
        using var refused = await chief.GetAsync($"/api/admin/ranking/trace?kind=movie&profile={silent}", Cancel);
        var page = await chief.GetStringAsync("/admin/ranking", Cancel);

        Assert.Equal(sharing, (string?)trace["profile_id"]);
        Assert.DoesNotContain(trace["items"]!.AsArray(), item => ((string)item!["reason"]!).StartsWith("Because you watched", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.NotFound, "profile-not-found", "profile"), await FeedClient.RefusalOfAsync(refused));
        Assert.Contains(sharing, page, StringComparison.Ordinal);
        Assert.DoesNotContain(silent, page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_page_says_what_is_missing_then_what_is_served_and_goes_back_and_forth(string database)
    {
        await using var app = await PlantedTown.FoundAsync(database, sharing: false, people: 3);
        var chief = await PlantedTown.AdminAsync(app);
        var page = await PageClient.SignInAsync(app, "chief");
        Assert.Contains("Nothing was trained yet", await page.ReadAsync("/admin/ranking"), StringComparison.Ordinal);
        await SendAsync(page, "Train now");
        await app.RunJobsAsync();
        var lacking = await page.ReadAsync("/admin/ranking");
        Assert.Contains("as there is too little", lacking, StringComparison.Ordinal);
        Assert.Contains("0 of 10", lacking, StringComparison.Ordinal);

        for (var person = 0; person < PlantedTown.People; person++)
        {
            var profile = await app.ProfileOfAsync($"p{person}");
            await app.Get<IProfiles>().ChangePreferencesAsync(profile, preferences => preferences with { ShareEngagement = true }, Cancel);
            await PlantedTown.WatchAsync(app, profile, [.. Enumerable.Range(person % PlantedTown.Groups * PlantedTown.OfGroup, PlantedTown.OfGroup).OrderBy(film => ((film * 7) + person) % 11).Take(6)]);
        }

        var run = (string)(await PlantedTown.TrainAsync(app, chief))["served"]!["id"]!;
        var served = await page.ReadAsync("/admin/ranking");
        Assert.Contains("A model learned from those who share", served, StringComparison.Ordinal);
        Assert.Contains("<polyline class=\"own\"", served, StringComparison.Ordinal);
        Assert.Contains("The baselines rank", await SendAsync(page, "Go back to the baselines", ("run", "")), StringComparison.Ordinal);
        Assert.Contains("A model learned from those who share", await SendAsync(page, "Serve this", ("run", run)), StringComparison.Ordinal);
        Assert.Equal(run, (string)(await chief.GetFromJsonAsync<JsonNode>("/api/admin/models", Cancel))!["served"]!["id"]!);
        Assert.Contains("Titles of this kind", await page.ReadAsync($"/admin/ranking?kind=movie&profile={await app.ProfileOfAsync("chief")}"), StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(PageClient page, string containing, params (string Name, string Value)[] fields)
    {
        using var sent = await page.SubmitAsync("/admin/ranking", containing, fields);
        var text = await sent.Content.ReadAsStringAsync(Cancel);
        Assert.True(sent.StatusCode == HttpStatusCode.OK, text);
        return text;
    }
}
