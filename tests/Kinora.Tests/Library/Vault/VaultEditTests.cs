using System.Text.Json.Nodes;
using Kinora.Library.Vault;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Vault;

public sealed class VaultEditTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_a_hand_changed_becomes_a_command_and_unknown_members_stay(string database)
    {
        await using var app = await GivenAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("anna"));

        await EditAsync(app, "video_states", states =>
        {
            var one = states["video_states"]!["test:1"]!.AsObject();
            one["personal_notes"] = "by hand";
            one["tags"] = new JsonArray("a", "b");
            one["colour"] = "red";
            one.Remove("personal_rating");
            states["video_states"]!["test:2"]!["watch_status"] = "skipped";
            states["video_states"]!["import:elsewhere"] = JsonNode.Parse("""{"video_id": "import:elsewhere", "watch_status": "completed", "personal_rating": 5}""");
        });

        var state = (await me.StateAsync("test:1")).Body!;
        Assert.Equal(("by hand", 2, 4), ((string)state["personal_notes"]!, state["tags"]!.AsArray().Count, (int)state["personal_rating"]!));
        Assert.Equal("skipped", (string)(await me.StateAsync("test:2")).Body!["watch_status"]!);
        Assert.Equal(5, (int)(await me.StateAsync("import:elsewhere")).Body!["personal_rating"]!);
        var written = (await VaultWriterTests.ReadAsync(app, "anna", "video_states"))["video_states"]!;
        Assert.Equal(("red", "by hand"), ((string)written["test:1"]!["colour"]!, (string)written["test:1"]!["personal_notes"]!));
        var report = await ReportAsync(app, "video_states");
        Assert.Equal(3, report["taken"]!.AsArray().Count);
        Assert.Empty(report["refused"]!.AsArray());

        await me.PatchAsync("test:1", new { personal_notes = "later" });
        await VaultWriterTests.WriteAsync(app);
        Assert.Equal("red", (string)(await VaultWriterTests.ReadAsync(app, "anna", "video_states"))["video_states"]!["test:1"]!["colour"]!);
    }

    [Theory, EachDatabase]
    public async Task Changed_on_both_sides_the_database_wins_the_report_says_so_and_the_edit_is_kept(string database)
    {
        await using var app = await GivenAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("anna"));
        await me.PatchAsync("test:1", new { personal_notes = "in Kinora" });

        await EditAsync(app, "video_states", states =>
        {
            states["video_states"]!["test:1"]!["personal_notes"] = "by hand";
            states["video_states"]!["test:1"]!["tags"] = new JsonArray("mine");
            states["video_states"]!["test:2"]!["completed_at"] = "2020-01-01T00:00:00Z";
        });

        var state = (await me.StateAsync("test:1")).Body!;
        Assert.Equal(("in Kinora", "mine"), ((string)state["personal_notes"]!, (string)Assert.Single(state["tags"]!.AsArray())!));
        var report = await ReportAsync(app, "video_states");
        Assert.Equal(
            ["test:1 personal_notes changed-meanwhile", "test:2 completed_at member-follows"],
            report["refused"]!.AsArray().Select(one => $"{one!["record"]} {one["member"]} {one["code"]}"));
        var aside = Path.Combine(VaultWriterTests.Folder(app, "anna"), (string)report["set_aside"]!);
        Assert.Equal("by hand", (string)JsonNode.Parse(await File.ReadAllTextAsync(aside, Cancel))!["video_states"]!["test:1"]!["personal_notes"]!);
    }

    [Theory, EachDatabase]
    public async Task A_record_that_breaks_its_schema_is_refused_whole_and_the_others_are_taken(string database)
    {
        await using var app = await GivenAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("anna"));

        await EditAsync(app, "video_states", states =>
        {
            states["video_states"]!["test:1"]!["personal_notes"] = "not half";
            states["video_states"]!["test:1"]!["personal_rating"] = 9;
            states["video_states"]!["test:2"]!["personal_notes"] = "whole";
            states["video_states"]!["../../etc/passwd"] = new JsonObject { ["video_id"] = "x" };
        });

        Assert.Equal("first", (string)(await me.StateAsync("test:1")).Body!["personal_notes"]!);
        Assert.Equal("whole", (string)(await me.StateAsync("test:2")).Body!["personal_notes"]!);
        Assert.Equal(2, (await ReportAsync(app, "video_states"))["refused"]!.AsArray().Count);
    }

    [Theory, EachDatabase]
    public async Task A_state_and_a_play_that_were_taken_out_are_gone(string database)
    {
        await using var app = await GivenAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("anna"));

        await EditAsync(app, "video_states", states =>
        {
            states["video_states"]!.AsObject().Remove("test:2");
            states["video_states"]!["test:1"]!["watch_sessions"] = new JsonArray();
        });

        Assert.Equal(404, (int)(await me.StateAsync("test:2")).Status);
        var state = (await me.StateAsync("test:1")).Body!;
        Assert.Empty(state["watch_sessions"]!.AsArray());
        Assert.Equal(0.0, (double)state["actual_watch_time_minutes"]!);
        Assert.Empty((await me.GetAsync("/api/user/history")).Body!["items"]!.AsArray());
    }

    [Theory, EachDatabase]
    public async Task Queues_take_order_notes_names_and_new_queues_from_the_file(string database)
    {
        await using var app = await GivenAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("anna"));

        await EditAsync(app, "queues", queues =>
        {
            var later = queues["queues"]!["watch_later"]!["videos"]!.AsArray();
            var first = later[0]!;
            later.RemoveAt(0);
            later.Add(first);
            later[0]!["notes"] = "by hand";
            queues["queues"]!["winter"] = JsonNode.Parse("""{"queue_id": "winter", "name": "Winter", "videos": [{"video_id": "test:1"}]}""");
            queues["queues"]!["daily_learning"]!["name"] = "Mine";
        });

        var all = (await me.GetAsync("/api/user/queues")).Body!["items"]!.AsArray();
        var mine = all.First(queue => (string)queue!["queue_id"]! == "watch_later")!["videos"]!.AsArray();
        Assert.Equal(["test:4", "test:3"], mine.Select(video => (string)video!["video_id"]!));
        Assert.Equal("by hand", (string)mine[0]!["notes"]!);
        Assert.Contains(all, queue => (string)queue!["name"]! == "Winter");
        Assert.Equal("queue-of-system", (string)Assert.Single((await ReportAsync(app, "queues"))["refused"]!.AsArray())!["code"]!);
    }

    [Theory, EachDatabase]
    public async Task Preferences_are_taken_all_or_none(string database)
    {
        await using var app = await GivenAsync(database);
        var me = new LibraryClient(await app.ClientAsAsync("anna"));
        var id = (string)(await me.GetAsync("/api/profiles")).Body!["items"]![0]!["id"]!;
        async Task<JsonNode> ChosenAsync() => (await me.GetAsync($"/api/profiles/{id}/preferences")).Body!;

        await EditAsync(app, "profile", profile => profile["preferences"]!["daily_learning_goal_minutes"] = 50);
        Assert.Equal(50, (int)(await ChosenAsync())["daily_learning_goal_minutes"]!);

        await EditAsync(app, "profile", profile =>
        {
            profile["preferences"]!["daily_learning_goal_minutes"] = 60;
            profile["preferences"]!["time_zone"] = "Nowhere/At_all";
            profile["x_kinora"]!["preferences"]!["maturity_ceiling"] = 7;
        });
        Assert.Equal((50, "UTC", 18), ((int)(await ChosenAsync())["daily_learning_goal_minutes"]!, (string)(await ChosenAsync())["time_zone"]!, (int)(await ChosenAsync())["maturity_ceiling"]!));
    }

    [Theory, EachDatabase]
    public async Task A_file_that_was_saved_a_moment_ago_is_left_alone_until_it_rests(string database)
    {
        await using var app = await GivenAsync(database, "60000");
        var me = new LibraryClient(await app.ClientAsAsync("anna"));

        await EditAsync(app, "video_states", states => states["video_states"]!["test:1"]!["personal_notes"] = "by hand");

        Assert.Equal("first", (string)(await me.StateAsync("test:1")).Body!["personal_notes"]!);
        await me.PatchAsync("test:2", new { personal_notes = "x" });
        Assert.Equal(0, await VaultWriterTests.WriteAsync(app));
        Assert.Equal("by hand", (string)(await VaultWriterTests.ReadAsync(app, "anna", "video_states"))["video_states"]!["test:1"]!["personal_notes"]!);
    }

    private static async Task<TestApp> GivenAsync(string database, string settle = "0")
    {
        var app = await TestApp.StartAsync(database, ("Vault:SettleMilliseconds", settle));
        await app.GivenManyTitlesAsync(4, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("anna"));
        await VaultWriterTests.UseAsync(me);
        await me.SendAsync(HttpMethod.Post, "/api/user/queues/watch_later/videos", new { video_id = "test:4" });
        await me.PatchAsync("test:1", new { personal_notes = "first", personal_rating = 4 });
        await app.Get<WriteVault>().RunAsync(await app.ProfileOfAsync("anna"), all: true, Cancel);
        return app;
    }

    private static async Task EditAsync(TestApp app, string file, Action<JsonObject> change)
    {
        var document = await VaultWriterTests.ReadAsync(app, "anna", file);
        change(document);
        await File.WriteAllTextAsync(Path.Combine(VaultWriterTests.Folder(app, "anna"), file + ".json"), document.ToJsonString(), Cancel);
        await app.Get<VaultWriter>().LookAsync(Cancel);
    }

    private static async Task<JsonObject> ReportAsync(TestApp app, string file) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(VaultWriterTests.Folder(app, "anna"), file + ".report.json"), Cancel))!.AsObject();
}
