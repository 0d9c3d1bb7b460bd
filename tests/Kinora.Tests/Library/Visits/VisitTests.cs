using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Library.Visits;

public sealed class VisitTests
{
    [Theory, EachDatabase]
    public async Task New_is_what_came_since_the_visit_before_this_one(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, services => services.AddSingleton<TimeProvider>(clock));
        await app.GivenManyTitlesAsync(3, "movie", "old");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        async Task<string[]> NewAsync() =>
            [.. (await me.GetAsync("/api/user/videos/new-since-last-visit")).Body!["items"]!.AsArray().Select(title => (string)title!["id"]!)];

        await me.SendAsync(HttpMethod.Post, "/api/user/activity", new { action = "view" });
        Assert.Empty(await NewAsync());
        clock.Advance(TimeSpan.FromHours(2));
        await app.GivenManyTitlesAsync(2, "movie", "new");
        Assert.Equal(["new:2", "new:1"], await NewAsync());
        await me.SendAsync(HttpMethod.Post, "/api/user/activity", new { });
        clock.Advance(TimeSpan.FromMinutes(20));
        var visit = (await me.SendAsync(HttpMethod.Post, "/api/user/activity", new { action = "view" })).Body!;
        Assert.Equal(["new:2", "new:1"], await NewAsync());
        Assert.Equal((2, 1, 20.0), ((int)visit["current_session"]!["actions_performed"]!, (int)visit["current_session"]!["videos_viewed"]!, (double)visit["current_session"]!["duration_minutes"]!));
        Assert.Equal("2026-03-01T12:00:00.000Z", (string)visit["last_visit_timestamp"]!);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await NewAsync());
    }

    [Theory, EachDatabase]
    public async Task Many_at_once_begin_one_visit(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("ed"));

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => me.SendAsync(HttpMethod.Post, "/api/user/activity", new { })));

        var visits = (await me.GetAsync("/api/user/visits/current")).Body!;
        Assert.Empty(visits["recent_sessions"]!.AsArray());
        Assert.Equal(16, (int)visits["current_session"]!["actions_performed"]!);
    }
}
