using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Discovery.Experiments;
using Kinora.Tests.Support;
using static Kinora.Tests.Discovery.Experiments.Laboratory;

namespace Kinora.Tests.Discovery.Experiments;

public sealed class FlagTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Flags_begin_with_nobody_in_them_and_a_change_begins_a_round_and_is_noted(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var chief = await ChiefAsync(app);
        var before = (await chief.GetFromJsonAsync<JsonNode>("/api/admin/flags", Cancel))!["flags"]!.AsArray();
        Assert.Equal(["exploration 0 100", "ranker 0 100"], before.Select(flag => $"{flag!["name"]} {flag["round"]} {flag["outside"]}"));

        var set = await SetAsync(chief, "exploration", new { control = 10, more = 12.5 });
        Assert.Equal((1, "77.5"), ((int)set["round"]!, set["outside"]!.ToJsonString()));
        Assert.Equal(["control 10", "less 0", "more 12.5"], set["variants"]!.AsArray().Select(share => $"{share!["name"]} {share["percent"]}"));
        Assert.Equal(1, (int)(await SetAsync(chief, "exploration", new { control = 10, more = 12.5 }))["round"]!);
        Assert.Equal(2, (int)(await SetAsync(chief, "exploration", new { control = 20, more = 20 }))["round"]!);

        var notes = (await chief.GetFromJsonAsync<JsonNode>("/api/admin/audit?action=flag.changed", Cancel))!["items"]!.AsArray();
        Assert.Equal(["exploration", "exploration"], notes.Select(note => (string?)note!["target"]));
        Assert.Equal(("10", "20"), (notes[0]!["before"]!["control"]!.ToJsonString(), notes[0]!["after"]!["control"]!.ToJsonString()));
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_shared_out_is_refused_by_its_name(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var chief = await ChiefAsync(app);
        await SetAsync(chief, "ranker", new { control = 50 });

        Assert.Equal((HttpStatusCode.NotFound, "flag-not-found", "flag"), await RefusedAsync(new { flag = "colour", percentages = new { } }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "percentages-missing", "percentages"), await RefusedAsync(new { flag = "ranker" }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "variant-unknown", "percentages.more"), await RefusedAsync(new { flag = "ranker", percentages = new { more = 1 } }));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "percentage-invalid", "percentages.control"), await RefusedAsync(new { flag = "ranker", percentages = new { control = 0.001 } }));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "percentages-over-100", "percentages"), await RefusedAsync(new { flag = "ranker", percentages = new { control = 60, baseline = 40.01 } }));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "flag-changed", "round"), await RefusedAsync(new { flag = "ranker", round = 0, percentages = new { control = 60 } }));
        using var none = await chief.GetAsync("/api/admin/experiments/colour", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, "flag-not-found", "flag"), await FeedClient.RefusalOfAsync(none));
        using var round = await chief.GetAsync("/api/admin/experiments/ranker?round=7", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, "round-not-found", "round"), await FeedClient.RefusalOfAsync(round));

        async Task<(HttpStatusCode, string?, string?)> RefusedAsync(object body)
        {
            using var reply = await chief.PutAsJsonAsync("/api/admin/flags", body, Cancel);
            return await FeedClient.RefusalOfAsync(reply);
        }
    }

    [Theory, EachDatabase]
    public async Task Many_changes_at_once_make_one_round_each_and_growing_loses_nobody(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var chief = await ChiefAsync(app);
        await SetAsync(chief, "exploration", new { control = 5, less = 5, more = 5 });
        var first = (await app.Get<FlagStore>().CurrentAsync(Cancel)).Single().Allocation;

        var rounds = await Task.WhenAll(Enumerable.Range(1, 8).Select(async n => (int)(await SetAsync(chief, "exploration", new { control = 5 + n, less = 6, more = 20 }))["round"]!));

        Assert.Equal(Enumerable.Range(2, 8), rounds.Order());
        var last = (await app.Get<FlagStore>().CurrentAsync(Cancel)).Single();
        Assert.Equal(9, last.Number);
        foreach (var stretch in first.Stretches.Where(stretch => stretch.Variant != "control"))
            Assert.All(Enumerable.Range(stretch.From, stretch.To - stretch.From), bucket => Assert.Equal(stretch.Variant, last.Allocation.VariantOf(bucket)));
    }

    [Theory, EachDatabase]
    public async Task A_variant_changes_how_much_a_feed_explores_and_stands_on_its_pages(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(60);
        await app.Get<Kinora.Discovery.Shared.SharedStates>().RebuildAsync(Cancel);
        var (chief, feed) = (await ChiefAsync(app), new FeedClient(await app.ClientAsAsync("ed")));
        Assert.Equal((0.1, ""), await SeenAsync());
        await SetAsync(chief, "exploration", new { more = 100 });
        Assert.Equal((0.2, "exploration=more"), await SeenAsync());
        await SetAsync(chief, "exploration", new { less = 100 });
        Assert.Equal((0.05, "exploration=less"), await SeenAsync());
        var trace = await chief.GetFromJsonAsync<JsonNode>("/api/admin/ranking/trace", Cancel);
        Assert.Equal(["exploration=less"], trace!["variants"]!.AsArray().Select(one => (string?)one));

        using var dial = await feed.Http.PutAsJsonAsync("/api/feed/dials", new { mode = "chronological" }, Cancel);
        Assert.Equal((0, ""), await SeenAsync());

        async Task<(double, string)> SeenAsync()
        {
            var why = await ExplainAsync(feed, await feed.PageAsync("page_size=4"), 2);
            return ((double)why["draw"]!["epsilon"]!, string.Join(';', why["variants"]!.AsArray().Select(one => (string?)one)));
        }
    }

    [Theory, EachDatabase]
    public async Task A_kids_profile_is_in_no_variant_and_another_process_follows_within_seconds(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(60);
        await using var beside = await app.BesideAsync();
        await app.ClientAsAsync("kid");
        var kid = await app.ProfileOfAsync("kid");
        var client = await app.ClientAsAsync("kid");
        using var changed = await client.PatchAsJsonAsync($"/api/profiles/{kid}", new { kids = true }, Cancel);
        Assert.True(changed.IsSuccessStatusCode);
        Assert.Empty(await beside.Get<FeedExperiments>().RoundsAsync(Cancel));
        await SetAsync(await ChiefAsync(app), "exploration", new { more = 100 });

        var feed = new FeedClient(client);
        Assert.Empty((await ExplainAsync(feed, await feed.PageAsync(), 1))["variants"]!.AsArray());
        await beside.UntilAsync(async () => (await beside.Get<FeedExperiments>().RoundsAsync(Cancel)).Count == 1);
        var there = new FeedClient(beside.ClientWith(await app.TokenOfAsync("ed")));
        Assert.Equal("exploration=more", (string?)(await ExplainAsync(there, await there.PageAsync(), 1))["variants"]![0]);
    }

    [Theory, EachDatabase]
    public async Task Who_is_to_get_the_baselines_gets_them_while_others_have_the_model(string database)
    {
        await using var app = await Models.PlantedTown.FoundAsync(database);
        var chief = await ChiefAsync(app);
        var feed = new FeedClient(await app.ClientAsAsync("ed"));
        await SetAsync(chief, "ranker", new { baseline = 100 });
        Assert.Empty((await ExplainAsync(feed, await feed.PageAsync("kind=movie&page_size=2"), 1))["variants"]!.AsArray());
        await Models.PlantedTown.TrainAsync(app, chief);
        await Models.PlantedTown.WatchAsync(app, await app.ProfileOfAsync("ed"), 17, 18, 20, 22);

        var without = await ExplainAsync(feed, await feed.PageAsync("kind=movie&page_size=2"), 1);
        await SetAsync(chief, "ranker", new { control = 100 });
        var with = await ExplainAsync(feed, await feed.PageAsync("kind=movie&page_size=2"), 1);

        Assert.Equal((null, "ranker=baseline"), ((string?)without["model"], (string?)without["variants"]![0]));
        Assert.NotNull((string?)with["model"]);
        Assert.Equal("ranker=control", (string?)with["variants"]![0]);
    }
}
