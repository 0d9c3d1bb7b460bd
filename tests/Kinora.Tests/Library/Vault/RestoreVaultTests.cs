using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Library.Vault;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Vault;

public sealed class RestoreVaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly string[] Looks =
    [
        "/api/user/videos?limit=100", "/api/user/history?limit=100", "/api/user/queues", "/api/user/analytics/dashboard", "/api/user/visits/current",
        "/api/user/video/test:1/state", "/api/user/video/test:2/state", "/api/user/video/test:4/state", "/api/user/video/test:5/state",
    ];

    [Theory, EachDatabase]
    public async Task A_library_that_is_rebuilt_from_its_files_in_an_empty_database_is_the_same_field_by_field(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(9, "movie");
        await app.ClientAsAsync("bob");
        var http = await app.ClientAsAsync("Anna", Role.Admin);
        var me = new LibraryClient(http);
        await LiveAsync(me, clock);
        await app.Get<VaultWriter>().WriteDueAsync(now: true, Cancel);
        var before = await LookAsync(me);

        await using var fresh = await TestApp.StartAsync(database, clock);
        await fresh.GivenManyTitlesAsync(9, "movie");
        await fresh.ClientAsAsync("bob");
        var restored = await fresh.Get<RestoreVault>().RunAsync(app.Get<DataFolder>().File("vault"), null, Cancel);

        Assert.All(restored, one => Assert.Empty(one.Notices));
        var user = (await fresh.Get<IUsers>().FindAsync("anna", Cancel))!;
        Assert.Equal(Role.Viewer, user.Role);
        var again = await LookAsync(new LibraryClient(await fresh.ClientAsAsync("anna")));
        foreach (var (path, reply) in before)
            Assert.True(JsonNode.DeepEquals(reply, again[path]), $"{path}\n{reply.ToJsonString()}\n{again[path].ToJsonString()}");
        // Its own files say the same again, and a second restore changes nothing.
        foreach (var file in (string[])["video_states", "queues", "analytics"])
            Assert.Equal(Without(await VaultWriterTests.ReadAsync(app, "anna", file)), Without(await VaultWriterTests.ReadAsync(fresh, "anna", file)));
        var twice = await fresh.Get<RestoreVault>().RunAsync(fresh.Get<DataFolder>().File("vault"), "anna", Cancel);
        Assert.All(twice, one => Assert.Equal((0, 0), (one.States, one.Queues - 1)));
        Assert.Empty(Directory.EnumerateFiles(VaultWriterTests.Folder(fresh, "anna"), "*.report.json"));
        Assert.All(await fresh.Get<VerifyVault>().RunAsync(fresh.Get<DataFolder>().File("vault"), null, Cancel), finding => Assert.Equal("sound", finding.State));
    }

    [Theory, EachDatabase]
    public async Task Preferences_and_further_profiles_come_back_too(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var http = await app.ClientAsAsync("anna");
        var me = new LibraryClient(http);
        var id = (string)(await me.GetAsync("/api/profiles")).Body!["items"]![0]!["id"]!;
        await me.SendAsync(HttpMethod.Put, $"/api/profiles/{id}/preferences", new { time_zone = "Europe/Berlin", daily_learning_goal_minutes = 45, genres_liked = new[] { "genre 1" }, auto_mark_completed_threshold = 0.7 });
        var second = (string)(await me.SendAsync(HttpMethod.Post, "/api/profiles", new { name = "Little one", kids = true })).Body!["id"]!;
        await app.Get<WriteVault>().RunAsync(id, all: true, Cancel);
        await app.Get<WriteVault>().RunAsync(second, all: true, Cancel);

        await using var fresh = await TestApp.StartAsync(database);
        await fresh.Get<RestoreVault>().RunAsync(app.Get<DataFolder>().File("vault"), null, Cancel);

        var profiles = await fresh.Get<IProfiles>().OfUserAsync((await fresh.Get<IUsers>().FindAsync("anna", Cancel))!.Id, Cancel);
        Assert.Equal(2, profiles.Count);
        var chosen = profiles[0].Preferences;
        Assert.Equal(("Europe/Berlin", 45, "genre 1", 0.7), (chosen.TimeZone, chosen.DailyLearningGoalMinutes, Assert.Single(chosen.GenresLiked), chosen.AutoMarkCompletedThreshold));
        Assert.Equal(("Little one", true, 7), (profiles[1].Name, profiles[1].Kids, profiles[1].Preferences.MaturityCeiling));
    }

    [Theory, EachDatabase]
    public async Task Files_of_the_earlier_implementation_come_in_damaged_ones_from_their_backup_and_bad_records_are_named(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var folder = Directory.CreateDirectory(VaultWriterTests.Folder(app, "old_user")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "video_states.json"), """
            {"video_states": {"dQw4w9WgXcQ": {"video_id": "dQw4w9WgXcQ", "watch_status": "completed", "watch_progress": 1.0, "personal_rating": 5, "mood": "good",
                "added_to_states_at": "2025-01-02T03:04:05", "completed_at": "2025-01-02T04:04:05", "last_watched_at": "2025-01-02T04:04:05"},
              "bad": {"watch_status": "seen"}}}
            """, Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "queues.json"), "{\"queues\": {\"watch_l", Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "queues.json.bak"), """{"queues": {"watch_later": {"videos": [{"video_id": "dQw4w9WgXcQ", "position": 1, "priority": 9}]}}}""", Cancel);

        var restored = Assert.Single(await app.Get<RestoreVault>().RunAsync(app.Get<DataFolder>().File("vault"), null, Cancel));

        Assert.Equal((1, 1), (restored.States, restored.Queues));
        Assert.Contains(restored.Notices, notice => notice.Contains("import:bad", StringComparison.Ordinal));
        Assert.Contains(restored.Notices, notice => notice.Contains("queues.json is damaged: its backup was taken", StringComparison.Ordinal));
        var me = new LibraryClient(await app.ClientAsAsync("old_user"));
        var state = (await me.StateAsync("youtube:dQw4w9WgXcQ")).Body!;
        Assert.Equal(("completed", 5, "2025-01-02T04:04:05.000Z"), ((string)state["watch_status"]!, (int)state["personal_rating"]!, (string)state["completed_at"]!));
        var written = await VaultWriterTests.ReadAsync(app, "old_user", "video_states");
        Assert.Equal("good", (string)written["video_states"]!["youtube:dQw4w9WgXcQ"]!["mood"]!);
        Assert.Equal(1, (int)written["metadata"]!["schema_version"]!);
    }

    /// <summary>Watches, rates, notes, corrects, queues and visits, so that there is something of everything.</summary>
    private static async Task LiveAsync(LibraryClient me, TestClock clock)
    {
        clock.Advance(TimeSpan.FromDays(2));
        var now = clock.GetUtcNow();
        await me.SendAsync(HttpMethod.Post, "/api/user/activity", new { action = "view" });
        await me.WatchAsync("test:1", now.AddHours(-30), 0, 300_000);
        await me.BeatAsync("test:1", now.AddHours(-20), 5_000_000);
        await me.BeatAsync("test:1", now.AddHours(-19), 100_000);
        await me.PatchAsync("test:1", new { personal_notes = "Half a \"quote\" ✎ שלום", tags = new[] { "noir", "night" }, personal_rating = 4, context = new { learning_goal = "light", difficulty_perception = 3 } });
        await me.WatchAsync("test:2", now.AddHours(-3), 0, 120_000);
        await me.PatchAsync("test:2", new { watch_status = "skipped" });
        await me.WatchAsync("test:3", now.AddHours(-4), 0, 60_000);
        await me.SendAsync(HttpMethod.Post, "/api/user/video/test:3/dismiss", new { });
        await me.BeatAsync("test:4", now.AddHours(-9), 5_300_000);
        await me.PatchAsync("test:4", new { watch_status = "unwatched" });
        await me.SendAsync(HttpMethod.Post, "/api/user/history", new { video_id = "test:5", ended_at = now.AddHours(-50) });
        await me.PatchAsync("test:6", new { watch_progress = 0.4 });
        await me.SendAsync(HttpMethod.Post, "/api/user/queues/watch_later/videos", new { video_id = "test:7", priority = 8, notes = "soon", target_watch_date = "2026-12-24" });
        await me.SendAsync(HttpMethod.Post, "/api/user/queues/watch_later/videos", new { video_id = "test:8" });
        var queue = (string)(await me.SendAsync(HttpMethod.Post, "/api/user/queues", new { name = "Shared", description = "d", queue_type = "shared", members = new[] { "bob" } })).Body!["queue_id"]!;
        await me.SendAsync(HttpMethod.Post, $"/api/user/queues/{queue}/videos", new { video_id = "test:9" });
        clock.Advance(TimeSpan.FromHours(1));
        await me.SendAsync(HttpMethod.Post, "/api/user/activity", new { action = "view" });
    }

    private static async Task<Dictionary<string, JsonNode>> LookAsync(LibraryClient me)
    {
        var all = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var path in Looks)
        {
            var body = (await me.GetAsync(path)).Body!;
            // What is not the library's own: a name's spelling of who added, and when a queue was last looked at.
            foreach (var queue in path.EndsWith("queues", StringComparison.Ordinal) ? body["items"]!.AsArray() : [])
                queue!.AsObject().Remove("last_accessed_at");
            all[path] = body;
        }

        return all;
    }

    private static string Without(JsonObject document)
    {
        document.Remove("metadata");
        foreach (var queue in (document["queues"] as JsonObject ?? []).Select(queue => queue.Value!.AsObject()))
            queue.Remove("last_accessed_at");
        return document.ToJsonString();
    }
}
