using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Catalog.Contracts;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Library.Queues;

public sealed class DailyLearningTests
{
    private const string Daily = "/api/user/queues/daily_learning";
    private readonly TestClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_is_filled_for_goal_topics_and_level_and_says_why(string database)
    {
        await using var app = await StartAsync(database);
        await GivenCourseAsync(app);
        var me = await LearnerAsync(app, goal: 25, "Science", "history");

        var videos = await VideosAsync(me);

        Assert.InRange(videos.Sum(video => (long)video["duration_ms"]!), 20 * 60_000, 25 * 60_000);
        Assert.All(videos, video => Assert.StartsWith("For your topic ", (string)video["notes"]!, StringComparison.Ordinal));
        Assert.Contains(videos, video => ((string)video["notes"]!).StartsWith("For your topic Science", StringComparison.Ordinal));
        Assert.Contains(videos, video => ((string)video["notes"]!).StartsWith("For your topic history", StringComparison.Ordinal));
        Assert.DoesNotContain(videos, video => ((string)video["video_id"]!).Contains("expert", StringComparison.Ordinal));
        Assert.Contains(videos, video => ((string)video["notes"]!).EndsWith(", for beginners", StringComparison.Ordinal));
        Assert.All(videos, video => Assert.Equal("kinora", (string)video["added_by"]!));
    }

    [Theory, EachDatabase]
    public async Task It_changes_with_the_day_of_the_persons_zone_and_keeps_what_was_started_and_what_they_put_in(string database)
    {
        await using var app = await StartAsync(database);
        await GivenCourseAsync(app);
        var me = await LearnerAsync(app, goal: 20, "science");
        var first = Ids(await VideosAsync(me));
        Assert.Equal(2, first.Length);
        await me.SendAsync(HttpMethod.Post, Daily + "/videos", new { video_id = "course:story1", notes = "mine" });
        await me.WatchAsync(first[0], _clock.GetUtcNow(), 0, 120_000);

        // It is one in the morning in Auckland: thirteen hours on is another day in UTC and the same one there.
        _clock.Advance(TimeSpan.FromHours(13));
        var same = Ids(await VideosAsync(me));
        Assert.Equal([.. first, "course:story1"], same);
        _clock.Advance(TimeSpan.FromHours(11));
        var second = Ids(await VideosAsync(me));

        Assert.Contains(first[0], second);
        Assert.Contains("course:story1", second);
        Assert.DoesNotContain(first[1], second);
    }

    [Theory, EachDatabase]
    public async Task What_is_taken_out_does_not_come_back_on_that_day_and_what_was_watched_makes_room_on_the_next(string database)
    {
        await using var app = await StartAsync(database);
        await GivenCourseAsync(app);
        var me = await LearnerAsync(app, goal: 20, "science");
        var first = Ids(await VideosAsync(me));
        await me.SendAsync(HttpMethod.Delete, $"{Daily}/videos/{first[1]}", null);
        await me.PatchAsync(first[0], new { watch_status = "completed" });

        var left = Ids(await VideosAsync(me));
        Assert.Equal([first[0]], left);
        _clock.Advance(TimeSpan.FromDays(1));
        var second = Ids(await VideosAsync(me));

        Assert.DoesNotContain(first[0], second);
        Assert.NotEmpty(second);
        await me.SendAsync(HttpMethod.Patch, Daily, new { settings = new { auto_refresh_daily = false } });
        _clock.Advance(TimeSpan.FromDays(1));
        var unchanged = Ids(await VideosAsync(me));
        Assert.Equal(second, unchanged);
    }

    [Theory, EachDatabase]
    public async Task With_nothing_that_fits_it_stays_empty_until_there_is_something_and_many_looks_at_once_fill_it_once(string database)
    {
        await using var app = await StartAsync(database);
        var me = await LearnerAsync(app, goal: 20, "science");
        Assert.Empty(await VideosAsync(me));
        await GivenCourseAsync(app);

        var looks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VideosAsync(me)));

        Assert.Equal(2, (await VideosAsync(me)).Length);
        Assert.All(looks, look => Assert.Equal(2, look.Length));
    }

    private Task<TestApp> StartAsync(string database) => TestApp.StartAsync(database, services => services.AddSingleton<TimeProvider>(_clock));

    private static Task<ImportReport> GivenCourseAsync(TestApp app) => app.GivenTitlesAsync(
    [
        .. Enumerable.Range(1, 6).Select(n => Title($"course:lab{n}", "Science", 10, "beginner")),
        .. Enumerable.Range(1, 3).Select(n => Title($"course:expert{n}", "Science", 10, "expert")),
        .. Enumerable.Range(1, 4).Select(n => Title($"course:past{n}", "History", 5)),
        .. Enumerable.Range(1, 3).Select(n => Title($"course:story{n}", "Drama", 5)),
    ]);

    private static object Title(string id, string genre, int minutes, params string[] tags) => new
    {
        id,
        kind = "movie",
        title = id,
        genres = new[] { genre },
        tags,
        maturity = "G",
        duration_ms = minutes * 60_000,
    };

    private static async Task<LibraryClient> LearnerAsync(TestApp app, int goal, params string[] topics)
    {
        var http = await app.ClientAsAsync("ed");
        using var reply = await http.PutAsJsonAsync(
            $"/api/profiles/{await app.ProfileOfAsync("ed")}/preferences",
            new { daily_learning_goal_minutes = goal, priority_topics = topics, time_zone = "Pacific/Auckland" }, Cancel);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(Cancel));
        return new LibraryClient(http);
    }

    private static async Task<JsonNode[]> VideosAsync(LibraryClient me) =>
        [.. (await me.GetAsync(Daily)).Body!["videos"]!.AsArray().Select(video => video!)];

    private static string[] Ids(JsonNode[] videos) => [.. videos.Select(video => (string)video["video_id"]!)];
}
