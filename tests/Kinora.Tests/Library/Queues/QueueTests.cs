using System.Net;
using System.Text.Json.Nodes;
using Kinora.Tests.Discovery;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Queues;

public sealed class QueueTests
{
    private const string Later = "/api/user/queues/watch_later";

    [Theory, EachDatabase]
    public async Task Two_queues_always_exist_under_their_names(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("ed"));

        var queues = (await me.GetAsync("/api/user/queues")).Body!["items"]!.AsArray();

        Assert.Equal([("watch_later", 100, null), ("daily_learning", 10, 30)], queues.Select(queue =>
            ((string)queue!["queue_id"]!, (int)queue["settings"]!["max_videos"]!, (int?)queue["settings"]!["target_duration_minutes"])));
        Assert.All(queues, queue => Assert.Equal("system", (string)queue!["queue_type"]!));
        Assert.Equal((HttpStatusCode.Conflict, "queue-of-system"), Code(await me.SendAsync(HttpMethod.Delete, Later, null)));
        Assert.Equal((HttpStatusCode.Conflict, "queue-of-system"), Code(await me.SendAsync(HttpMethod.Patch, Later, new { name = "Later" })));
    }

    [Theory, EachDatabase]
    public async Task Titles_go_in_once_move_and_keep_positions_without_gaps(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(9, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        for (var n = 1; n <= 5; n++)
            await AddAsync(me, $"test:{n}");
        await me.SendAsync(HttpMethod.Post, Later + "/videos", new { video_id = "test:6", position = 2, priority = 9, notes = "soon", target_watch_date = "2026-12-24" });

        Assert.Equal((HttpStatusCode.Conflict, "already-queued"), Code(await AddAsync(me, "test:3")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "title-not-found"), Code(await AddAsync(me, "test:none")));
        Assert.Equal(["1", "6", "2", "3", "4", "5"], await OrderAsync(me, Later));
        await me.SendAsync(HttpMethod.Post, Later + "/move", new { video_id = "test:5", position = 1 });
        await me.SendAsync(HttpMethod.Delete, Later + "/videos/test:2", null);
        await me.SendAsync(HttpMethod.Post, Later + "/move", new { video_id = "test:1", position = 99 });

        Assert.Equal(["5", "6", "3", "4", "1"], await OrderAsync(me, Later));
        var six = (await me.GetAsync(Later)).Body!["videos"]![1]!;
        Assert.Equal((9, "soon", "2026-12-24", "ed"), ((int)six["priority"]!, (string)six["notes"]!, (string)six["target_watch_date"]!, (string)six["added_by"]!));
        Assert.Equal(450.0, (double)(await me.GetAsync(Later)).Body!["settings"]!["estimated_total_time_minutes"]!);
        await me.SendAsync(HttpMethod.Put, Later + "/videos", new { video_ids = new[] { "test:1", "test:9", "test:6" } });
        Assert.Equal(["1", "9", "6"], await OrderAsync(me, Later));
    }

    [Theory, EachDatabase]
    public async Task A_full_queue_takes_nothing_more_however_many_ask_at_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(12, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        await me.SendAsync(HttpMethod.Patch, Later, new { settings = new { max_videos = 5 } });

        var replies = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => AddAsync(me, $"test:{n}")));

        Assert.Equal(5, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply => Assert.Equal((HttpStatusCode.Conflict, "queue-full"), Code(reply)));
        Assert.Equal([1, 2, 3, 4, 5], (await me.GetAsync(Later)).Body!["videos"]!.AsArray().Select(video => (int)video!["position"]!));
    }

    [Theory, EachDatabase]
    public async Task A_queue_that_sorts_itself_goes_by_priority_then_date(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(4, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        await AddAsync(me, "test:1");
        await me.SendAsync(HttpMethod.Post, Later + "/videos", new { video_id = "test:2", target_watch_date = "2027-01-01" });
        await me.SendAsync(HttpMethod.Post, Later + "/videos", new { video_id = "test:3", priority = 8 });

        await me.SendAsync(HttpMethod.Patch, Later, new { settings = new { auto_sort = true } });
        Assert.Equal(["3", "2", "1"], await OrderAsync(me, Later));
        await me.SendAsync(HttpMethod.Put, Later + "/videos/test:1", new { priority = 10 });

        Assert.Equal(["1", "3", "2"], await OrderAsync(me, Later));
        Assert.Equal((HttpStatusCode.Conflict, "queue-auto-sorted"), Code(await me.SendAsync(HttpMethod.Post, Later + "/move", new { video_id = "test:2", position = 1 })));
    }

    [Theory, EachDatabase]
    public async Task A_shared_queue_is_its_members_as_well_and_nobody_elses(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(4, "movie");
        var (ann, bob, eve) = (new LibraryClient(await app.ClientAsAsync("ann")), new LibraryClient(await app.ClientAsAsync("bob")), new LibraryClient(await app.ClientAsAsync("eve")));
        var made = await ann.SendAsync(HttpMethod.Post, "/api/user/queues", new { name = "Film club", queue_type = "shared", members = new[] { "BOB" } });
        var path = $"/api/user/queues/{(string)made.Body!["queue_id"]!}";
        await ann.SendAsync(HttpMethod.Post, path + "/videos", new { video_id = "test:1" });
        await bob.SendAsync(HttpMethod.Post, path + "/videos", new { video_id = "test:2", position = 1 });

        Assert.Equal(["2", "1"], await OrderAsync(ann, path));
        Assert.Equal(["bob"], (await ann.GetAsync(path)).Body!["members"]!.AsArray().Select(name => (string)name!));
        Assert.Contains((await bob.GetAsync("/api/user/queues")).Body!["items"]!.AsArray(), queue => (string)queue!["name"]! == "Film club" && !(bool)queue["mine"]!);
        Assert.Equal((HttpStatusCode.NotFound, "queue-not-found"), Code(await eve.GetAsync(path)));
        Assert.Equal((HttpStatusCode.NotFound, "queue-not-found"), Code(await eve.SendAsync(HttpMethod.Post, path + "/videos", new { video_id = "test:3" })));
        Assert.Equal((HttpStatusCode.Forbidden, "queue-not-yours"), Code(await bob.SendAsync(HttpMethod.Patch, path, new { name = "Bob's" })));
        Assert.Equal(HttpStatusCode.NoContent, (await bob.SendAsync(HttpMethod.Delete, path, null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync(path)).Status);
        Assert.Equal(["2", "1"], await OrderAsync(ann, path));
        Assert.Equal("members[0]", (string)(await ann.SendAsync(HttpMethod.Patch, path, new { members = new[] { "nobody" } })).Body!["error"]!["field"]!);
    }

    [Theory, EachDatabase]
    public async Task A_title_moves_to_another_queue_whole_or_not_at_all(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(4, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var other = (string)(await me.SendAsync(HttpMethod.Post, "/api/user/queues", new { name = "Other", settings = new { max_videos = 1 } })).Body!["queue_id"]!;
        await me.SendAsync(HttpMethod.Post, Later + "/videos", new { video_id = "test:1", notes = "keep" });
        await AddAsync(me, "test:2");

        await me.SendAsync(HttpMethod.Post, Later + "/move", new { video_id = "test:1", queue_id = other });
        var full = await me.SendAsync(HttpMethod.Post, Later + "/move", new { video_id = "test:2", queue_id = other });

        Assert.Equal((HttpStatusCode.Conflict, "queue-full"), Code(full));
        Assert.Equal(["2"], await OrderAsync(me, Later));
        Assert.Equal("keep", (string)(await me.GetAsync($"/api/user/queues/{other}")).Body!["videos"]![0]!["notes"]!);
    }

    [Theory, EachDatabase]
    public async Task My_list_is_watch_later_in_its_order_by_route_and_by_signal(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(9, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        object Said(string kind, string title, int second) => new { event_id = Guid.CreateVersion7(), kind, title_id = title, at = at.AddSeconds(second) };
        await AddAsync(me, "test:1");
        await AddAsync(me, "test:2");
        await new FeedClient(me.Http).PostAsync("/api/signals", new { events = new[] { Said("queue", "test:3", 0), Said("unqueue", "test:4", 9) } });
        await new FeedClient(me.Http).PostAsync("/api/signals", new { events = new[] { Said("queue", "test:4", 3), Said("unqueue", "test:1", 0) } });
        await me.SendAsync(HttpMethod.Post, Later + "/move", new { video_id = "test:3", position = 1 });

        Assert.Equal(["3", "1", "2"], await OrderAsync(me, Later));
        var rails = (await me.GetAsync("/api/recommendations/home")).Body!["rails"]!.AsArray();
        var list = rails.Single(rail => (string)rail!["rail"]! == "my_list")!["items"]!.AsArray();
        Assert.Equal(["test:3", "test:1", "test:2"], list.Select(item => (string)item!["title"]!["id"]!));
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body)> AddAsync(LibraryClient me, string title) =>
        me.SendAsync(HttpMethod.Post, Later + "/videos", new { video_id = title });

    private static async Task<string[]> OrderAsync(LibraryClient me, string queue)
    {
        var videos = (await me.GetAsync(queue)).Body!["videos"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, videos.Count), videos.Select(video => (int)video!["position"]!));
        return [.. videos.Select(video => ((string)video!["video_id"]!)["test:".Length..])];
    }

    private static (HttpStatusCode, string?) Code((HttpStatusCode Status, JsonNode? Body) reply) => (reply.Status, (string?)reply.Body?["error"]?["code"]);
}
