using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Discovery.Models;
using Kinora.Discovery.Shared;
using Kinora.Tests.Support;
using static Kinora.Tests.Discovery.Models.PlantedTown;

namespace Kinora.Tests.Discovery.Models;

public sealed class ModelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_model_that_beats_popularity_is_served_and_a_signal_moves_the_very_next_ranking(string database)
    {
        await using var app = await FoundAsync(database);
        var models = await TrainAsync(app, await AdminAsync(app));
        var served = models["served"]!;
        Assert.Equal(("accepted", 24), ((string)served["outcome"]!, (int)served["people"]!));
        Assert.True((double)served["figures"]!["ndcg"]! > 1.5 * (double)served["baseline"]!["ndcg"]!, served.ToJsonString());

        var (ed, profile) = (await app.ClientAsAsync("ed"), await app.ProfileOfAsync("ed"));
        await WatchAsync(app, profile, 9, 12, 14);
        var row = await ForYouAsync(ed);
        Assert.All(row.Take(4), place => Assert.Equal(1, GroupOf(IdOf(place))));
        Assert.All(row.Take(4), place => Assert.Contains((string)place["reason"]!, Enumerable.Range(8, 8).Select(n => $"Because you watched Film number {n}")));

        await WatchAsync(app, profile, 25, 27, 30, 31);
        Assert.Contains((await ForYouAsync(ed)).Take(4), place => GroupOf(IdOf(place)) == 3);
        var home = await ed.GetFromJsonAsync<JsonNode>("/api/recommendations/home", Cancel);
        Assert.Contains("because_you_watched:test:31", home!["rails"]!.AsArray().Select(rail => (string)rail!["rail"]!));
    }

    [Theory, EachDatabase]
    public async Task The_feed_is_ranked_with_the_model_and_says_with_which(string database)
    {
        await using var app = await FoundAsync(database);
        var models = await TrainAsync(app, await AdminAsync(app));
        var (ed, profile) = (new FeedClient(await app.ClientAsAsync("ed")), await app.ProfileOfAsync("ed"));
        await WatchAsync(app, profile, 17, 18, 20, 22);

        var page = await ed.PageAsync("kind=movie&page_size=4");

        Assert.Equal(2, GroupOf(page.Titles[0]));
        Assert.True(page.Titles.Count(id => GroupOf(id) == 2) >= 3, string.Join(' ', page.Titles));
        var why = await ed.Http.GetFromJsonAsync<JsonNode>($"/api/feed/explain?feed_session={page.Session}&position=1", Cancel);
        Assert.Equal((string)models["served"]!["id"]!, (string)why!["model"]!);
        Assert.Equal(2, GroupOf((string)why["caused_by"]!["id"]!));
    }

    [Theory, EachDatabase]
    public async Task Similar_titles_are_those_that_the_same_people_had(string database)
    {
        await using var app = await FoundAsync(database);
        var ed = await app.ClientAsAsync("ed");
        var before = await SimilarAsync(ed);
        await TrainAsync(app, await AdminAsync(app));
        Assert.True(await SimilarAsync(ed) > before + 2);

        static async Task<int> SimilarAsync(HttpClient http) =>
            (await http.GetFromJsonAsync<JsonNode>("/api/catalog/titles/test:10/similar?limit=7", Cancel))!["items"]!.AsArray().Count(place => GroupOf(IdOf(place!)) == 1);
    }

    [Theory, EachDatabase]
    public async Task What_there_is_too_little_of_is_named_and_who_does_not_share_counts_for_nothing(string database)
    {
        await using var app = await FoundAsync(database, sharing: false, people: 12);
        var models = await TrainAsync(app, await AdminAsync(app));

        Assert.Null(models["served"]);
        var run = Assert.Single(models["runs"]!.AsArray())!;
        Assert.Equal(("lacking", 0), ((string)run["outcome"]!, (int)run["people"]!));
        Assert.Equal(["people 0/10", "titles 0/10", "events 0/50", "histories 0/5"], run["missing"]!.AsArray().Select(one => $"{one!["what"]} {one["have"]}/{one["need"]}"));
        Assert.NotEmpty(await ForYouAsync(await app.ClientAsAsync("ed")));
    }

    [Theory, EachDatabase]
    public async Task An_admin_goes_back_to_the_baseline_and_to_the_model_again_and_it_is_noted(string database)
    {
        await using var app = await FoundAsync(database);
        var admin = await AdminAsync(app);
        var run = (string)(await TrainAsync(app, admin))["served"]!["id"]!;

        Assert.Null((await ServeAsync(admin, null))["served"]);
        Assert.Null(app.Get<SharedStates>().Current.Model);
        Assert.Equal(run, (string)(await ServeAsync(admin, run))["served"]!["id"]!);
        Assert.Equal(run, app.Get<SharedStates>().Current.Model!.Id);

        var notes = (await admin.GetFromJsonAsync<JsonNode>("/api/admin/audit?action=model.served", Cancel))!["items"]!.AsArray();
        Assert.Equal([run, "baseline"], notes.Select(note => (string)note!["target"]!));
        using var unknown = await admin.PostAsJsonAsync("/api/admin/models/serve", new { run_id = Guid.CreateVersion7().ToString() }, Cancel);
        Assert.Equal((System.Net.HttpStatusCode.NotFound, "model-not-found", "run_id"), await FeedClient.RefusalOfAsync(unknown));
    }

    [Theory, EachDatabase]
    public async Task Every_process_serves_what_the_database_names_and_a_damaged_file_gives_way_to_the_last_good_one(string database)
    {
        await using var app = await FoundAsync(database);
        var admin = await AdminAsync(app);
        var first = (string)(await TrainAsync(app, admin))["served"]!["id"]!;
        await using var beside = await app.BesideAsync();
        await beside.Get<SharedStates>().TakeModelAsync(Cancel);
        Assert.Equal(first, beside.Get<SharedStates>().Current.Model!.Id);

        var second = await TrainAsync(app, admin);
        Assert.NotEqual(first, (string)second["served"]!["id"]!);
        using (var file = new FileStream(FileOf(app, second), FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = file.Length - 5;
            file.WriteByte(0xFF);
        }

        await beside.Get<SharedStates>().TakeModelAsync(Cancel);
        Assert.Equal(first, beside.Get<SharedStates>().Current.Model!.Id);
        Assert.Contains("last good one", beside.Get<ServedModels>().Notice, StringComparison.Ordinal);
        var health = await beside.Http.GetFromJsonAsync<JsonNode>("/health/ready", Cancel);
        Assert.Equal("degraded", (string)health!["status"]!);

        File.Delete(FileOf(app, second));
        File.Delete(app.Get<ModelFiles>().PathOf(first));
        await using var third = await app.BesideAsync();
        await third.Get<SharedStates>().TakeModelAsync(Cancel);
        Assert.Null(third.Get<SharedStates>().Current.Model);
        Assert.Contains("baselines", third.Get<ServedModels>().Notice, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> ServeAsync(HttpClient admin, string? run)
    {
        using var reply = await admin.PostAsJsonAsync("/api/admin/models/serve", new { run_id = run }, Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
