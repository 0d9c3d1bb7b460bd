using System.Net;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Library.History;

public sealed class HistoryTests
{
    [Theory, EachDatabase]
    public async Task Plays_are_listed_by_day_of_the_profiles_zone_and_found_by_words(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, services => services.AddSingleton<TimeProvider>(clock));
        await app.GivenTitlesAsync(new { id = "test:1", title = "Laura", duration_ms = 5_400_000, maturity = "G" }, new { id = "test:2", title = "Detour", creator = "PRC", duration_ms = 4_000_000, maturity = "G" });
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        await me.SendAsync(HttpMethod.Put, $"/api/profiles/{await app.ProfileOfAsync("ed")}/preferences", new { time_zone = "Pacific/Auckland" });
        await me.WatchAsync("test:1", new DateTimeOffset(2026, 2, 27, 10, 0, 0, TimeSpan.Zero), 0, 60_000);
        await me.WatchAsync("test:2", new DateTimeOffset(2026, 2, 27, 11, 30, 0, TimeSpan.Zero), 0, 60_000);

        var all = (await me.GetAsync("/api/user/history")).Body!;
        Assert.Equal([("test:2", "2026-02-28"), ("test:1", "2026-02-27")], all["items"]!.AsArray().Select(play => ((string)play!["video_id"]!, (string)play["day"]!)));
        Assert.Equal(2, (int)all["total"]!);
        Assert.Equal(1.0, (double)all["items"]![0]!["duration_minutes"]!);
        Assert.Equal("test:2", (string)(await me.GetAsync("/api/user/history?q=prc")).Body!["items"]![0]!["video_id"]!);
        Assert.Equal(0, (int)(await me.GetAsync("/api/user/history?q=%25")).Body!["total"]!);
    }

    [Theory, EachDatabase]
    public async Task A_removed_play_takes_what_followed_from_it_along_and_comes_back_when_restored(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var (me, other) = (new LibraryClient(await app.ClientAsAsync("ed")), new LibraryClient(await app.ClientAsAsync("bob")));
        var at = TimeProvider.System.GetUtcNow().AddHours(-9);
        await me.WatchAsync("test:1", at, 0, 60_000);
        await me.WatchAsync("test:1", at.AddHours(3), 5_300_000, 5_330_000);
        var id = await NewestAsync(me);

        Assert.Equal(HttpStatusCode.NotFound, (await other.SendAsync(HttpMethod.Delete, $"/api/user/history/{id}", null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await me.SendAsync(HttpMethod.Delete, $"/api/user/history/{id}", null)).Status);
        await me.BeatAsync("test:1", at.AddHours(3).AddSeconds(15), 5_315_000);
        var without = (await me.StateAsync("test:1")).Body!;
        Assert.Equal(("watching", 60_000L, 1), ((string)without["watch_status"]!, (long)without["position_ms"]!, without["watch_sessions"]!.AsArray().Count));

        Assert.Equal(HttpStatusCode.NoContent, (await me.SendAsync(HttpMethod.Post, $"/api/user/history/{id}/restore", new { video_id = "test:1" })).Status);
        var with = (await me.StateAsync("test:1")).Body!;
        Assert.Equal(("completed", 5_330_000L, 2), ((string)with["watch_status"]!, (long)with["position_ms"]!, with["watch_sessions"]!.AsArray().Count));
    }

    [Theory, EachDatabase]
    public async Task An_entry_by_hand_counts_and_can_be_corrected(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var ended = new DateTimeOffset(2026, 1, 2, 20, 0, 0, TimeSpan.Zero);

        var made = await me.SendAsync(HttpMethod.Post, "/api/user/history", new { video_id = "test:1", ended_at = ended });
        var id = (string)made.Body!["id"]!;
        var state = (await me.StateAsync("test:1")).Body!;
        Assert.Equal((HttpStatusCode.Created, "completed", 90.0), (made.Status, (string)state["watch_status"]!, (double)state["actual_watch_time_minutes"]!));
        Assert.Equal("2026-01-02T20:00:00.000Z", (string)state["completed_at"]!);

        var moved = await me.SendAsync(HttpMethod.Patch, $"/api/user/history/{id}", new { started_at = ended.AddMinutes(-30), completed = false });
        Assert.Equal((30.0, false), ((double)moved.Body!["duration_minutes"]!, (bool)moved.Body["completed"]!));
        Assert.Equal("unwatched", (string)(await me.StateAsync("test:1")).Body!["watch_status"]!);
        Assert.Equal("time-range-invalid", (string)(await me.SendAsync(HttpMethod.Patch, $"/api/user/history/{id}", new { ended_at = ended.AddDays(-3) })).Body!["error"]!["code"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await me.SendAsync(HttpMethod.Delete, $"/api/user/history/{id}", null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await me.SendAsync(HttpMethod.Post, $"/api/user/history/{id}/restore", new { video_id = "test:1" })).Status);
        Assert.Equal(id, await NewestAsync(me));
    }

    [Theory, EachDatabase]
    public async Task A_play_that_a_player_told_is_corrected_for_good(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var at = TimeProvider.System.GetUtcNow().AddHours(-9);
        await me.WatchAsync("test:1", at, 0, 60_000);
        var id = await NewestAsync(me);

        await me.SendAsync(HttpMethod.Patch, $"/api/user/history/{id}", new { completed = true });
        await me.BeatAsync("test:1", at.AddSeconds(35), 35_000);

        var plays = (await me.GetAsync("/api/user/history")).Body!["items"]!.AsArray();
        Assert.Equal((true, true), ((bool)Assert.Single(plays)!["completed"]!, (bool)plays[0]!["entered"]!));
        Assert.Equal("completed", (string)(await me.StateAsync("test:1")).Body!["watch_status"]!);
    }

    private static async Task<string> NewestAsync(LibraryClient me) => (string)(await me.GetAsync("/api/user/history")).Body!["items"]![0]!["id"]!;
}
