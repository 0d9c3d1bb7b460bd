using System.Net;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Library.Analytics;

public sealed class AnalyticsTests
{
    [Theory, EachDatabase]
    public async Task Figures_are_of_now_in_the_profiles_zone_and_follow_corrections(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, services => services.AddSingleton<TimeProvider>(clock));
        await app.GivenTitlesAsync(
            new { id = "test:1", title = "Laura", creator = "Fox", genres = new[] { "noir" }, duration_ms = 5_400_000, maturity = "G" },
            new { id = "test:2", title = "Detour", creator = "PRC", genres = new[] { "noir", "drama" }, duration_ms = 2_400_000, maturity = "G" });
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        await me.SendAsync(HttpMethod.Put, $"/api/profiles/{await app.ProfileOfAsync("ed")}/preferences", new { time_zone = "Europe/Berlin", daily_learning_goal_minutes = 40 });
        async Task EnterAsync(string title, DateTimeOffset ended) => await me.SendAsync(HttpMethod.Post, "/api/user/history", new { video_id = title, ended_at = ended });
        await EnterAsync("test:1", new DateTimeOffset(2026, 2, 27, 23, 30, 0, TimeSpan.Zero));
        await EnterAsync("test:2", new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

        var today = (await me.GetAsync("/api/user/analytics/daily")).Body!;
        Assert.Equal(("2026-03-01", 1, 1, 40.0, true), ((string)today["date"]!, (int)today["videos_watched"]!, (int)today["videos_completed"]!, (double)today["total_watch_time_minutes"]!, (bool)today["learning_goal_met"]!));
        Assert.Equal(["drama", "noir"], today["top_topics"]!.AsArray().Select(topic => (string)topic!).Order(StringComparer.Ordinal));
        Assert.Equal(90.0, (double)(await me.GetAsync("/api/user/analytics/daily?date=2026-02-28")).Body!["total_watch_time_minutes"]!);
        var week = (await me.GetAsync("/api/user/analytics/weekly?week=2026-W09")).Body!;
        Assert.Equal(("2026-W09", 130.0, 2, 2), ((string)week["week"]!, (double)week["total_watch_time_minutes"]!, (int)week["learning_goals_met"]!, (int)week["learning_streak_days"]!));
        var month = (await me.GetAsync("/api/user/analytics/monthly?month=2026-02")).Body!;
        Assert.Equal(("2026-02", 90.0, "noir: 1 h"), ((string)month["month"]!, (double)month["total_watch_time_minutes"]!, (string)month["skill_milestones_reached"]![0]!));
        var all = (await me.GetAsync("/api/user/analytics/all-time")).Body!;
        Assert.Equal((2, 2, 130.0, 65.0), ((int)all["total_videos_watched"]!, (int)all["total_videos_discovered"]!, (double)all["total_watch_time_minutes"]!, (double)all["average_session_minutes"]!));

        var id = (string)(await me.GetAsync("/api/user/history")).Body!["items"]![0]!["id"]!;
        await me.SendAsync(HttpMethod.Delete, $"/api/user/history/{id}", null);
        var board = (await me.GetAsync("/api/user/analytics/dashboard")).Body!;
        Assert.Equal((0.0, 40, 1, 84), ((double)board["today"]!["total_watch_time_minutes"]!, (int)board["goal"]!["minutes"]!, (int)board["goal"]!["streak_days"]!, board["days"]!.AsArray().Count));
    }

    [Theory, EachDatabase]
    public async Task A_day_a_week_and_a_month_that_are_none_are_refused(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("ed"));

        foreach (var question in (string[])["daily?date=2026-02-30", "daily?date=today", "weekly?week=2026-W54", "weekly?week=2026-47", "monthly?month=2026-13"])
        {
            var (status, body) = await me.GetAsync("/api/user/analytics/" + question);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "value-invalid"), (status, (string)body!["error"]!["code"]!));
        }
    }
}
