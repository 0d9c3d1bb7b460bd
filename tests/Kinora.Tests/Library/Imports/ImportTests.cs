using System.Net;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Imports;

public sealed class ImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<ImportClient> StartAsync(TestApp app)
    {
        await app.GivenTitlesAsync(
            new { id = "test:harbour", title = "The Quiet Harbour", year = 1948, duration_ms = 5_400_000, maturity = "G" },
            new { id = "test:salt", title = "Salt", year = 1951, duration_ms = 6_000_000, maturity = "G" },
            new { id = "test:keepers", kind = "series", title = "Lighthouse Keepers", year = 2001, maturity = "G" },
            new { id = "test:low", kind = "episode", title = "Low tide", series_id = "test:keepers", season = 2, episode = 3, duration_ms = 1_500_000, maturity = "G" },
            new { id = "youtube:aaaaaaaaa01", kind = "clip", title = "Bridges of stone", duration_ms = 600_000, maturity = "G" });
        return new ImportClient(app, await app.ClientAsAsync("ann"));
    }

    [Theory, EachDatabase]
    public async Task A_file_is_looked_at_applied_and_the_same_file_again_brings_nothing_new(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await StartAsync(app);

        var (status, preview) = await me.SendAsync(Samples.Bytes(Samples.Trakt), "name=..%2F..%2Ftrakt.json");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("trakt", "ready", "trakt.json"), ((string)preview["format"]!, (string)preview["state"]!, (string)preview["name"]!));
        Assert.Equal((3, 0, 3, 0, 2), ((int)preview["counts"]!["titles"]!, (int)preview["counts"]!["exact"]!, (int)preview["counts"]!["likely"]!, (int)preview["counts"]!["unmatched"]!, (int)preview["counts"]!["plays"]!));
        Assert.Empty((await me.Library.GetAsync("/api/user/history")).Body!["items"]!.AsArray());
        var titles = await me.TitlesAsync((string)preview["id"]!);
        Assert.Equal(("test:harbour", 0.9, "likely"), ((string)titles[0]["video_id"]!, (double)titles[0]["confidence"]!, (string)titles[0]["match"]!));

        var done = await me.DoAsync((string)preview["id"]!, "apply");
        Assert.Equal(("done", 3, 2), ((string)done["state"]!, (int)done["counts"]!["added"]!, (int)done["counts"]!["added_plays"]!));
        var harbour = (await me.Library.StateAsync("test:harbour")).Body!;
        Assert.Equal(("completed", 5, "2023-05-06T19:00:00.000Z"), ((string)harbour["watch_status"]!, (int)harbour["personal_rating"]!, (string)harbour["completed_at"]!));
        Assert.Equal(90.0, (double)harbour["actual_watch_time_minutes"]!);
        Assert.Equal(("completed", "2023-05-07T19:00:00.000Z"), ((string)(await me.Library.StateAsync("test:low")).Body!["watch_status"]!, (string)(await me.Library.StateAsync("test:low")).Body!["last_watched_at"]!));
        var salt = (await me.Library.StateAsync("test:salt")).Body!;
        Assert.Equal(("watching", 0.415, "Trakt"), ((string)salt["watch_status"]!, (double)salt["watch_progress"]!, (string)salt["context"]!["added_from"]!));
        Assert.Equal("test:salt", (string)Assert.Single((await me.Library.GetAsync("/api/user/queues/watch_later")).Body!["videos"]!.AsArray())!["video_id"]!);
        Assert.Equal(1, (await app.Get<Kinora.Signals.Contracts.IOpinions>().RatingsAsync(await app.ProfileOfAsync("ann"), ["test:harbour"], Cancel))["test:harbour"]);

        var before = await me.LookAsync("test:harbour", "test:salt", "test:low");
        var again = await me.DoAsync(await me.PreviewAsync(Samples.Bytes(Samples.Trakt)), "apply");
        Assert.Equal((0, 3), ((int)again["counts"]!["added"]!, (int)again["counts"]!["known"]!));
        Assert.Equal(before, await me.LookAsync("test:harbour", "test:salt", "test:low"));
        Assert.Equal(HttpStatusCode.Conflict, (await me.Library.SendAsync(HttpMethod.Post, $"/api/user/imports/{again["id"]}/apply", null)).Status);
    }

    [Theory, EachDatabase]
    public async Task Import_and_undo_leave_the_library_as_it_was_whatever_the_format(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await StartAsync(app);
        string[] titles = ["test:harbour", "test:salt", "test:low", "youtube:aaaaaaaaa01", "youtube:aaaaaaaaa02", "imdb:tt9900001"];
        // A library that is lived in already.
        await me.Library.WatchAsync("test:salt", TimeProvider.System.GetUtcNow().AddDays(-40), 0, 120_000);
        await me.Library.PatchAsync("test:salt", new { personal_rating = 2, tags = new[] { "old" }, personal_notes = "mine" });
        await me.Library.SendAsync(HttpMethod.Post, "/api/user/history", new { video_id = "youtube:aaaaaaaaa01", ended_at = "2022-01-01T10:00:00Z" });
        await me.Library.SendAsync(HttpMethod.Post, "/api/user/queues/watch_later/videos", new { video_id = "test:low" });
        byte[][] files =
        [
            Samples.Bytes(Samples.FreeTube), Samples.Bytes(Samples.Invidious), Samples.Bytes(Samples.TakeoutJson), Samples.Bytes(Samples.TakeoutHtml), Samples.Bytes(Samples.Trakt),
            Samples.Letterboxd(), Samples.Bytes(Samples.Jellystat), Samples.Bytes(Samples.PlaybackReporting), Samples.Bytes(Vault),
        ];

        foreach (var file in files)
        {
            var before = await me.LookAsync(titles);
            var id = await me.PreviewAsync(file);
            await me.ChooseAsync(id, new { keep_unmatched = true });
            var done = await me.DoAsync(id, "apply");
            Assert.True((int)done["counts"]!["added"]! > 0, done.ToJsonString());
            var applied = await me.LookAsync(titles);
            Assert.NotEqual(before, applied);
            Assert.Equal("undone", (string)(await me.DoAsync(id, "undo"))["state"]!);
            Assert.Equal(before, await me.LookAsync(titles));
            // Taken back is not forbidden: the file may come in again, and is the same again.
            var again = await me.PreviewAsync(file);
            await me.ChooseAsync(again, new { keep_unmatched = true });
            Assert.Equal((int)done["counts"]!["added"]!, (int)(await me.DoAsync(again, "apply"))["counts"]!["added"]!);
            await me.DoAsync(again, "undo");
            Assert.Equal(before, await me.LookAsync(titles));
        }
    }

    [Theory, EachDatabase]
    public async Task What_the_person_changed_since_is_kept_when_an_import_is_undone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await StartAsync(app);
        var id = await me.PreviewAsync(Samples.Letterboxd());
        await me.ChooseAsync(id, new { keep_unmatched = true });
        await me.DoAsync(id, "apply");
        await me.Library.PatchAsync("test:harbour", new { personal_rating = 3, personal_notes = "my own words" });
        await me.Library.SendAsync(HttpMethod.Put, "/api/user/queues/watch_later/videos/letterboxd:nowhere-station-1960", new { notes = "soon" });
        var plays = (await me.Library.GetAsync("/api/user/history?q=quiet")).Body!["items"]!.AsArray();
        Assert.Equal(2, plays.Count);
        await me.Library.SendAsync(HttpMethod.Patch, $"/api/user/history/{plays[0]!["id"]}", new { completed = false });

        await me.DoAsync(id, "undo");

        var state = (await me.Library.StateAsync("test:harbour")).Body!;
        Assert.Equal((3, "my own words"), ((int)state["personal_rating"]!, (string)state["personal_notes"]!));
        Assert.Empty(state["tags"]!.AsArray());
        Assert.Equal((string)plays[0]!["id"]!, (string)Assert.Single((await me.Library.GetAsync("/api/user/history?q=quiet")).Body!["items"]!.AsArray())!["id"]!);
        Assert.Equal("letterboxd:nowhere-station-1960", (string)Assert.Single((await me.Library.GetAsync("/api/user/queues/watch_later")).Body!["videos"]!.AsArray())!["video_id"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await me.Library.StateAsync("test:salt")).Status);
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_matched_is_left_out_kept_or_picked_and_a_kept_state_stands_at_its_title_when_that_comes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await StartAsync(app);
        var id = await me.PreviewAsync(Samples.Bytes(Samples.FreeTube));
        var titles = await me.TitlesAsync(id, "match=unmatched");
        var ropes = Assert.Single(titles);
        Assert.Null((string?)ropes["target"]);
        await me.DoAsync(id, "apply");
        Assert.Equal(HttpStatusCode.NotFound, (await me.Library.StateAsync("youtube:aaaaaaaaa02")).Status);
        await me.DoAsync(id, "undo");

        id = await me.PreviewAsync(Samples.Bytes(Samples.FreeTube));
        ropes = Assert.Single(await me.TitlesAsync(id, "match=unmatched"));
        await me.ChooseAsync(id, new { choices = new[] { new { number = (int)ropes["number"]!, @as = "keep" } } });
        await me.DoAsync(id, "apply");
        var kept = (await me.Library.StateAsync("youtube:aaaaaaaaa02")).Body!;
        Assert.Equal(("Ропы и = мосты", "completed"), ((string)kept["video_title"]!, (string)kept["watch_status"]!));
        await app.GivenTitlesAsync(new { id = "youtube:aaaaaaaaa02", kind = "clip", title = "Ropes and bridges", duration_ms = 100_000, maturity = "G" });
        Assert.True((bool)(await me.Library.StateAsync("youtube:aaaaaaaaa02")).Body!["in_catalogue"]!);
        Assert.Contains((await me.Library.GetAsync("/api/user/history")).Body!["items"]!.AsArray(), play => (string)play!["title"]! == "Ropes and bridges");

        var other = await me.PreviewAsync(Samples.Bytes(Samples.PlaybackReporting));
        var film = (await me.TitlesAsync(other)).First(title => (string)title["name"]! == "The Quiet Harbour");
        await me.ChooseAsync(other, new { choices = new[] { new { number = (int)film["number"]!, @as = "pick", video_id = "test:salt" } } });
        await me.DoAsync(other, "apply");
        Assert.Equal(60.0, (double)(await me.Library.StateAsync("test:salt")).Body!["actual_watch_time_minutes"]!);
        var wrong = await me.Library.SendAsync(HttpMethod.Patch, $"/api/user/imports/{await me.PreviewAsync(Samples.Bytes(Samples.FreeTube))}", new { choices = new[] { new { number = 1, @as = "pick", video_id = "test:none" } } });
        Assert.Equal(("title-not-found", "choices[0].video_id"), ((string)wrong.Body!["error"]!["code"]!, (string)wrong.Body["error"]!["field"]!));
    }

    [Theory, EachDatabase]
    public async Task A_file_of_several_people_is_taken_for_one_of_them_and_the_others_plays_are_not_kept(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await StartAsync(app);
        var me = new ImportClient(app, await app.ClientAsAsync("carol"));
        var id = await me.PreviewAsync(Samples.Bytes(Samples.Jellystat));
        var refused = await me.Library.SendAsync(HttpMethod.Post, $"/api/user/imports/{id}/apply", null);
        Assert.Equal(("import-person-needed", "person"), ((string)refused.Body!["error"]!["code"]!, (string)refused.Body["error"]!["field"]!));
        var bob = (await me.GetAsync(id))["people"]!.AsArray().First(one => (string)one!["name"]! == "Bob")!;
        await me.ChooseAsync(id, new { person = (string)bob["id"]! });
        await me.DoAsync(id, "apply");
        Assert.Equal("2024-01-06T20:00:00.000Z", (string)Assert.Single((await me.Library.GetAsync("/api/user/history")).Body!["items"]!.AsArray())!["ended_at"]!);
        Assert.Equal(1, (int)(await me.GetAsync(id))["counts"]!["titles"]!);

        // Who has the caller's name is proposed.
        var ann = new ImportClient(app, await app.ClientAsAsync("ann"));
        Assert.NotNull((string?)(await ann.GetAsync(await ann.PreviewAsync(Samples.Bytes(Samples.Jellystat))))["person"]);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Library.GetAsync($"/api/user/imports/{id}")).Status);
        (HttpMethod, string)[] calls = [(HttpMethod.Patch, ""), (HttpMethod.Delete, ""), (HttpMethod.Post, "/apply"), (HttpMethod.Post, "/undo"), (HttpMethod.Get, "/titles")];
        foreach (var (method, path) in calls)
            Assert.Equal(HttpStatusCode.NotFound, (await ann.Library.SendAsync(method, $"/api/user/imports/{id}{path}", method == HttpMethod.Patch ? new { } : null)).Status);
    }

    [Theory, EachDatabase]
    public async Task A_play_that_the_person_took_out_or_that_another_source_told_does_not_come_in_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await StartAsync(app);
        await me.DoAsync(await me.PreviewAsync(Samples.Bytes(Samples.Trakt)), "apply");
        var low = (await me.Library.GetAsync("/api/user/history?q=low")).Body!["items"]![0]!;
        await me.Library.SendAsync(HttpMethod.Delete, $"/api/user/history/{low["id"]}", null);

        await me.DoAsync(await me.PreviewAsync(Samples.Bytes(Samples.Trakt)), "apply");
        Assert.Empty((await me.Library.GetAsync("/api/user/history?q=low")).Body!["items"]!.AsArray());
        // Letterboxd's diary has the day of the play that Trakt told, and another one.
        await me.DoAsync(await me.PreviewAsync(Samples.Bytes(Samples.Diary)), "apply");
        Assert.Equal(2, (await me.Library.GetAsync("/api/user/history?q=quiet")).Body!["items"]!.AsArray().Count);
    }

    [Theory, EachDatabase]
    public async Task A_vault_goes_out_as_a_zip_and_merges_into_another_library(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var me = await StartAsync(app);
        await me.DoAsync(await me.PreviewAsync(Samples.Bytes(Samples.Trakt)), "apply");
        await me.Library.PatchAsync("test:low", new { personal_notes = "again!", tags = new[] { "sea" } });
        var zip = await me.Library.Http.GetByteArrayAsync("/api/user/vault", Cancel);

        var bob = new ImportClient(app, await app.ClientAsAsync("bob"));
        await bob.Library.SendAsync(HttpMethod.Post, "/api/user/history", new { video_id = "test:harbour", ended_at = "2024-01-01T10:00:00Z" });
        var (status, filed) = await bob.SendAsync(zip, path: "/api/user/vault/import");
        Assert.True(status == HttpStatusCode.Accepted, filed.ToJsonString());
        await app.RunJobsAsync();

        Assert.Equal("done", (string)(await bob.GetAsync((string)filed["import"]!))["state"]!);
        foreach (var title in (string[])["test:low", "test:salt"])
            Assert.Equal((await me.Library.StateAsync(title)).Body!.ToJsonString(), (await bob.Library.StateAsync(title)).Body!.ToJsonString());
        Assert.Equal(2, (await bob.Library.GetAsync("/api/user/history?q=quiet")).Body!["items"]!.AsArray().Count);
        Assert.Equal(5, (int)(await bob.Library.StateAsync("test:harbour")).Body!["personal_rating"]!);
        Assert.Equal("test:salt", (string)(await bob.Library.GetAsync("/api/user/queues/watch_later")).Body!["videos"]![0]!["video_id"]!);
    }

    private const string Vault = """
        {"metadata":{"schema_version":1,"user_id":"ann"},"video_states":{
          "test:low":{"video_id":"test:low","watch_status":"completed","watch_progress":1.0,"personal_rating":4,"tags":["sea"],"added_to_states_at":"2024-01-01T10:00:00Z","last_watched_at":"2024-01-01T10:00:00Z","completed_at":"2024-01-01T10:00:00Z","actual_watch_time_minutes":25,"watch_sessions":[{"started_at":"2024-01-01T09:35:00Z","ended_at":"2024-01-01T10:00:00Z","duration_minutes":25,"progress_start":0,"progress_end":1}]},
          "test:salt":{"video_id":"test:salt","watch_status":"watching","watch_progress":0.5,"personal_rating":5,"tags":["new"],"added_to_states_at":"2020-01-01T10:00:00Z","last_watched_at":"2020-01-01T10:00:00Z"}}}
        """;
}
