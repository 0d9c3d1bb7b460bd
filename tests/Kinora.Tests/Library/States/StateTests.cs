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

    private static (HttpStatusCode, string?) Code((HttpStatusCode Status, JsonNode? Body) reply) => (reply.Status, (string?)reply.Body?["error"]?["code"]);
}
