using System.Net;
using System.Text.Json.Nodes;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Library.States;

public sealed class StateEditTests
{
    private const string State = "/api/user/video/test:1/state";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Parallel_changes_of_one_state_lose_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var at = TimeProvider.System.GetUtcNow().AddHours(-1);

        await Task.WhenAll(
        [
            .. Enumerable.Range(0, 12).Select(n => (Task)me.BeatAsync("test:1", at.AddSeconds(n * 10), n * 10_000)),
            me.PatchAsync("test:1", new { personal_notes = "n" }), me.PatchAsync("test:1", new { tags = new[] { "t" } }), me.PatchAsync("test:1", new { personal_rating = 3 }),
        ]);

        var state = (await me.StateAsync("test:1")).Body!;
        Assert.Equal(("n", "t", 3), ((string)state["personal_notes"]!, (string)state["tags"]![0]!, (int)state["personal_rating"]!));
        Assert.Equal((110_000L, 1.83), ((long)state["position_ms"]!, (double)state["actual_watch_time_minutes"]!));
    }

    [Theory, EachDatabase]
    public async Task A_stale_change_is_refused_and_bad_members_say_which_they_are(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        await me.PatchAsync("test:1", new { personal_notes = "one" });
        (object Change, string Code, string Field)[] bad =
        [
            (new { watch_status = "asleep" }, "value-unknown", "watch_status"), (new { watch_progress = 1.5 }, "value-invalid", "watch_progress"),
            (new { personal_rating = 6 }, "value-invalid", "personal_rating"), (new { tags = "noir" }, "wrong-type", "tags"),
            (new { colour = "red" }, "unknown-member", "colour"), (new { context = new { difficulty_perception = 2.5 } }, "value-invalid", "context.difficulty_perception"),
        ];

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await me.SendAsync(HttpMethod.Patch, State, new { personal_notes = "two" }, "\"99\"")).Status);
        foreach (var (change, code, field) in bad)
        {
            var (_, body) = await me.PatchAsync("test:1", change);
            Assert.Equal((code, field), ((string)body!["error"]!["code"]!, (string)body["error"]!["field"]!));
        }

        Assert.Equal("one", (string)(await me.StateAsync("test:1")).Body!["personal_notes"]!);
    }

    [Theory, EachDatabase]
    public async Task A_batch_does_what_it_can_and_says_what_it_could_not(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        await me.PatchAsync("test:2", new { personal_notes = "there" });

        var (status, body) = await me.SendAsync(HttpMethod.Post, "/api/user/states/batch", new
        {
            updates = new object[]
            {
                new { video_id = "test:1", watch_status = "completed" }, new { video_id = "test:2", personal_rating = 4 },
                new { video_id = "test:3", watch_progress = 7 }, new { video_id = "test:none", tags = Array.Empty<string>() }, new { watch_status = "completed" },
            },
        });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["created", "updated", "refused", "refused", "refused"], body!["results"]!.AsArray().Select(one => (string)one!["status"]!));
        Assert.Equal("updates[2].watch_progress", (string)body["results"]![2]!["error"]!["field"]!);
        Assert.Equal(1.0, (double)(await me.StateAsync("test:1")).Body!["watch_progress"]!);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await me.SendAsync(
            HttpMethod.Post, "/api/user/states/batch", new { updates = Enumerable.Repeat(new { video_id = "test:1" }, 501) })).Status);
    }

    [Theory, EachDatabase]
    public async Task States_are_found_by_status_tag_words_and_stars_page_by_page(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30, "movie");
        var (me, other) = (new LibraryClient(await app.ClientAsAsync("ed")), new LibraryClient(await app.ClientAsAsync("bob")));
        for (var n = 1; n <= 9; n++)
            await me.PatchAsync($"test:{n}", new { watch_status = n % 2 == 0 ? "completed" : "watching", tags = n < 4 ? new[] { "a" } : ["b"], personal_rating = 1 + n % 5 });
        async Task<string[]> IdsAsync(string query) =>
            [.. (await me.GetAsync("/api/user/videos?" + query)).Body!["items"]!.AsArray().Select(item => (string)item!["video_id"]!).Order(StringComparer.Ordinal)];

        Assert.Equal(["test:2", "test:4", "test:6", "test:8"], await IdsAsync("status=completed"));
        Assert.Equal(["test:2"], await IdsAsync("status=completed&tag=a"));
        Assert.Equal(9, (await IdsAsync("status=completed&status=watching")).Length);
        Assert.Equal(["test:7"], await IdsAsync("q=NUMBER 7"));
        Assert.Equal(["test:4", "test:9"], await IdsAsync("rating_min=5"));
        Assert.Empty((await other.GetAsync("/api/user/videos")).Body!["items"]!.AsArray());
        var (all, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = (await me.GetAsync($"/api/user/videos?sort=rating&limit=4{(cursor is null ? "" : $"&cursor={cursor}")}")).Body!;
            Assert.Equal(9, (int)page["total"]!);
            all.AddRange(page["items"]!.AsArray().Select(item => (string)item!["video_id"]!));
            cursor = (string?)page["next_cursor"];
        }
        while (cursor is not null);
        Assert.Equal(9, all.Distinct().Count());
        Assert.Equal(9, all.Count);
    }

    [Theory, EachDatabase]
    public async Task A_series_a_season_and_all_before_an_episode_are_marked_at_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
        [
            new { id = "test:show", kind = "series", title = "The Show", maturity = "G" },
            .. from season in (int[])[0, 1, 2] from episode in (int[])[1, 2, 3]
               select (object)new { id = $"test:s{season}e{episode}", kind = "episode", title = $"Part {episode}", series_id = "test:show", season, episode, duration_ms = 1_800_000, maturity = "G" },
        ]);
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        async Task<string[]> MarkedAsync(string id, string scope, string status) =>
            [.. (await me.SendAsync(HttpMethod.Post, $"/api/user/video/{id}/mark", new { watch_status = status, scope })).Body!["before"]!.AsArray().Select(one => (string)one!["video_id"]!).Order(StringComparer.Ordinal)];

        Assert.Equal(["test:s1e1", "test:s1e2", "test:s1e3", "test:s2e1"], await MarkedAsync("test:s2e2", "before", "completed"));
        Assert.Equal(["test:s2e2", "test:s2e3"], await MarkedAsync("test:s2e1", "season", "completed"));
        Assert.Equal(["test:s0e1", "test:s0e2", "test:s0e3"], await MarkedAsync("test:show", "series", "completed"));
        Assert.Equal(9, (await MarkedAsync("test:show", "series", "unwatched")).Length);
        Assert.Equal(9, (int)(await me.GetAsync("/api/user/videos?status=unwatched")).Body!["total"]!);
    }

    [Theory, EachDatabase]
    public async Task Half_characters_and_nothing_at_all_are_refused_in_form(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var http = await app.ClientAsAsync("ed");
        (string Method, string Path, string Body)[] bodies =
        [
            ("PATCH", State, "{\"personal_notes\":\"\\ud800\"}"), ("PATCH", State, "{\"\\ud800\":1}"), ("PATCH", State, "[]"), ("PATCH", State, "{\"watch_progress\":1e309}"),
            ("POST", "/api/user/states/batch", "{\"updates\":[{\"video_id\":\"\\ud800\"},null,7,{\"video_id\":\"test:1\",\"tags\":[\"\\ud800\"]}]}"),
            ("PUT", "/api/user/queues/watch_later/videos", "{\"video_ids\":[null]}"), ("POST", "/api/user/queues", "{\"name\":\"x\",\"queue_type\":\"shared\",\"members\":[null]}"),
        ];
        foreach (var (method, path, body) in bodies)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            using var reply = await http.SendAsync(request, Cancel);
            Assert.True((int)reply.StatusCode < 500, $"{path} {body}: {await reply.Content.ReadAsStringAsync(Cancel)}");
        }
    }

    private static (HttpStatusCode, string?) Code((HttpStatusCode Status, JsonNode? Body) reply) => (reply.Status, (string?)reply.Body?["error"]?["code"]);
}
