using System.Net;
using System.Text.Json.Nodes;
using Kinora.Tests.Discovery;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Library.States;

public sealed class StateTests
{
    private const string State = "/api/user/video/test:1/state";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_heartbeat_makes_the_state_and_counts_once_through_either_door(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var (id, at) = (Guid.CreateVersion7().ToString(), TimeProvider.System.GetUtcNow().AddMinutes(-10));

        Assert.Equal((HttpStatusCode.NotFound, "state-not-found"), Code(await me.StateAsync("test:1")));
        Assert.Equal(HttpStatusCode.Created, (await me.BeatAsync("test:1", at, 1_000)).Status);
        var second = await me.BeatAsync("test:1", at.AddSeconds(60), 61_000, id);
        var again = await me.BeatAsync("test:1", at.AddSeconds(60), 61_000, id);
        var other = await new FeedClient(me.Http).PostAsync(
            "/api/signals", new { events = new[] { new { event_id = id, kind = "progress", title_id = "test:1", at, position_ms = 99_000 } } });

        Assert.Equal(("recorded", "duplicate", "duplicate"), ((string)second.Body!["status"]!, (string)again.Body!["status"]!, other[0]));
        var state = (await me.StateAsync("test:1")).Body!;
        Assert.Equal(("watching", 61_000L, 1.0), ((string)state["watch_status"]!, (long)state["position_ms"]!, (double)state["actual_watch_time_minutes"]!));
        Assert.Equal(Math.Round(61_000 / 5_400_000.0, 4), (double)state["watch_progress"]!);
        Assert.Single(state["watch_sessions"]!.AsArray());
    }

    [Theory, EachDatabase]
    public async Task A_state_comes_from_ten_seconds_of_play_and_never_from_a_look_or_a_skip(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3);
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        object Event(string kind, string title, int second, int position) =>
            new { event_id = Guid.CreateVersion7(), kind, title_id = title, at = at.AddSeconds(second), position_ms = position, duration_ms = 60_000 };

        await new FeedClient(me.Http).PostAsync("/api/signals", new
        {
            events = new[] { Event("play", "test:1", 0, 0), Event("skip", "test:1", 5, 5_000), Event("view", "test:2", 0, 0), Event("play", "test:3", 0, 0), Event("progress", "test:3", 12, 12_000) },
        });

        Assert.Equal(HttpStatusCode.NotFound, (await me.StateAsync("test:1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await me.StateAsync("test:2")).Status);
        Assert.Equal("watching", (string)(await me.StateAsync("test:3")).Body!["watch_status"]!);
    }

    [Theory, EachDatabase]
    public async Task A_change_of_one_field_wipes_no_other_and_null_clears_one(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));

        var made = await me.SendAsync(HttpMethod.Post, State, new { personal_notes = "slow start", tags = new[] { "noir", "noir", " later " }, context = new { learning_goal = "light" } });
        await me.PatchAsync("test:1", new { personal_rating = 5 });
        await me.PatchAsync("test:1", new { watch_status = "skipped", context = new { difficulty_perception = 3 } });
        var all = (await me.PatchAsync("test:1", new { personal_notes = (string?)null })).Body!;

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal((null, 5, "skipped"), ((string?)all["personal_notes"], (int)all["personal_rating"]!, (string)all["watch_status"]!));
        Assert.Equal(["noir", "later"], all["tags"]!.AsArray().Select(tag => (string)tag!));
        Assert.Equal(("light", 3), ((string)all["context"]!["learning_goal"]!, (int)all["context"]!["difficulty_perception"]!));
        Assert.Equal(HttpStatusCode.OK, (await me.SendAsync(HttpMethod.Post, State, all)).Status);
    }

    [Theory, EachDatabase]
    public async Task No_heartbeat_overwrites_skipped_nor_does_a_rewatch_clear_completed(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var at = TimeProvider.System.GetUtcNow().AddHours(-5);
        await me.PatchAsync("test:2", new { watch_status = "skipped" });
        await me.BeatAsync("test:2", TimeProvider.System.GetUtcNow(), 5_300_000);
        await me.BeatAsync("test:1", at, 5_300_000);
        await me.WatchAsync("test:1", at.AddHours(2), 0, 60_000);

        var (skipped, seen) = ((await me.StateAsync("test:2")).Body!, (await me.StateAsync("test:1")).Body!);
        Assert.Equal("skipped", (string)skipped["watch_status"]!);
        Assert.Equal(("completed", 60_000L, 2), ((string)seen["watch_status"]!, (long)seen["position_ms"]!, seen["watch_sessions"]!.AsArray().Count));
    }

    [Theory, EachDatabase]
    public async Task Un_watching_stands_against_late_events_and_gives_way_to_newer_ones(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, services => services.AddSingleton<TimeProvider>(clock));
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var before = clock.GetUtcNow();
        await me.BeatAsync("test:1", before.AddMinutes(-20), 5_200_000);
        var unwatched = (await me.PatchAsync("test:1", new { watch_status = "unwatched" })).Body!;
        await me.BeatAsync("test:1", before.AddMinutes(-1), 5_390_000);
        var late = (await me.StateAsync("test:1")).Body!;
        clock.Advance(TimeSpan.FromHours(2));
        await me.WatchAsync("test:1", clock.GetUtcNow().AddMinutes(-5), 0, 60_000);
        var newer = (await me.StateAsync("test:1")).Body!;

        Assert.Equal(("unwatched", 0.0, null), ((string)unwatched["watch_status"]!, (double)unwatched["watch_progress"]!, (string?)unwatched["completed_at"]));
        Assert.Equal(("unwatched", 0.0), ((string)late["watch_status"]!, (double)late["watch_progress"]!));
        Assert.Equal(("watching", 60_000L), ((string)newer["watch_status"]!, (long)newer["position_ms"]!));
    }

    [Theory, EachDatabase]
    public async Task What_is_forgotten_stays_forgotten_when_older_events_come_late(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var at = TimeProvider.System.GetUtcNow().AddHours(-1);
        await me.WatchAsync("test:1", at, 0, 60_000);

        Assert.Equal(HttpStatusCode.NoContent, (await me.SendAsync(HttpMethod.Delete, State, null)).Status);
        await me.BeatAsync("test:1", at.AddSeconds(70), 70_000);

        Assert.Equal(HttpStatusCode.NotFound, (await me.StateAsync("test:1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await me.SendAsync(HttpMethod.Delete, State, null)).Status);
        Assert.Empty((await me.GetAsync("/api/user/history")).Body!["items"]!.AsArray());
    }

    [Theory, EachDatabase]
    public async Task Stars_and_thumbs_are_one_opinion_whose_last_word_counts(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        async Task<int?> StarsAsync() => (int?)(await me.StateAsync("test:1")).Body!["personal_rating"];

        await me.SendAsync(HttpMethod.Post, "/api/ratings/test:1", new { value = 1 });
        Assert.Equal(4, await StarsAsync());
        await me.PatchAsync("test:1", new { personal_rating = 2 });
        Assert.Equal(2, await StarsAsync());
        await me.SendAsync(HttpMethod.Post, "/api/ratings/test:1", new { value = 1 });
        Assert.Equal(4, await StarsAsync());
        await me.PatchAsync("test:1", new { personal_rating = (int?)null });
        Assert.Null(await StarsAsync());
    }

    [Theory, EachDatabase]
    public async Task A_state_outlives_its_title_and_takes_to_it_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:1", title = "Laura", duration_ms = 5_400_000, maturity = "G" });
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var admin = await app.ClientAsAsync("root", Kinora.Platform.Security.Role.Admin);
        await me.WatchAsync("test:1", TimeProvider.System.GetUtcNow().AddHours(-1), 0, 60_000);

        Assert.True((await admin.DeleteAsync("/api/admin/titles/test:1", Cancel)).IsSuccessStatusCode);
        var gone = (await me.StateAsync("test:1")).Body!;
        Assert.Equal(("Laura", false, "watching"), ((string)gone["video_title"]!, (bool)gone["in_catalogue"]!, (string)gone["watch_status"]!));
        Assert.Equal(HttpStatusCode.OK, (await me.PatchAsync("test:1", new { personal_notes = "gone?" })).Status);
        Assert.Single((await me.GetAsync("/api/user/videos?q=laura")).Body!["items"]!.AsArray());
        Assert.Equal((HttpStatusCode.NotFound, "title-not-found"), Code(await me.PatchAsync("test:unknown", new { personal_notes = "x" })));
    }

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
