using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Library.Vault;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Vault;

public sealed class VaultWriterTests
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Files_come_with_the_first_change_hold_what_the_api_says_and_keep_the_version_before(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("Anna"));
        Assert.Equal(0, await WriteAsync(app));
        Assert.False(Directory.Exists(Folder(app, "anna")));

        await me.WatchAsync("test:1", Start, 0, 60_000);
        await me.PatchAsync("test:1", new { personal_notes = "Good light ✎", tags = new[] { "noir" }, personal_rating = 5 });
        await WriteAsync(app);

        var state = await ReadAsync(app, "anna", "video_states");
        Assert.Empty(VaultSchema.Of(VaultFile.VideoStates).Check(state));
        var mine = state["video_states"]!["test:1"]!.AsObject();
        var told = (await me.StateAsync("test:1")).Body!.AsObject();
        foreach (var (name, value) in mine.Where(member => member.Key is not ("watch_sessions" or "x_kinora")))
            Assert.True(JsonNode.DeepEquals(value, told[name]), $"{name}: {value} but {told[name]}");
        Assert.Equal("anna", (string)state["metadata"]!["user_id"]!);
        Assert.Equal(1, (int)state["metadata"]!["total_videos_tracked"]!);
        Assert.False(File.Exists(Path.Combine(Folder(app, "anna"), "video_states.json.bak")));
        Assert.False(File.Exists(Path.Combine(Folder(app, "anna"), "queues.json")));
        Assert.Contains("\"personal_notes\": \"Good light ✎\"", await File.ReadAllTextAsync(Path.Combine(Folder(app, "anna"), "video_states.json"), Cancel), StringComparison.Ordinal);

        await me.PatchAsync("test:2", new { watch_status = "completed" });
        await WriteAsync(app);
        Assert.Equal(2, (await ReadAsync(app, "anna", "video_states"))["video_states"]!.AsObject().Count);
        Assert.Single(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(app, "anna"), "video_states.json.bak"), Cancel))!["video_states"]!.AsObject());
        Assert.Equal(0, await WriteAsync(app));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder(app, "anna"), "video_states.json")));
    }

    [Theory, EachDatabase]
    public async Task All_five_files_keep_to_their_schemas_and_further_profiles_have_folders_of_their_own(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var http = await app.ClientAsAsync("anna");
        var me = new LibraryClient(http);
        var second = (string)(await me.SendAsync(HttpMethod.Post, "/api/profiles", new { name = "Kid" })).Body!["id"]!;
        await UseAsync(me);
        http.DefaultRequestHeaders.Add("X-Profile", second);
        await me.PatchAsync("test:3", new { watch_status = "skipped" });

        await WriteAsync(app);

        foreach (var file in VaultFiles.All)
            Assert.Empty(VaultSchema.Of(file).Check(await ReadAsync(app, "anna", file.Word())));
        Assert.Equal(2, (await ReadAsync(app, "anna", "video_states"))["video_states"]!.AsObject().Count);
        var others = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(app, "anna"), "profiles", second, "video_states.json"), Cancel))!;
        Assert.Equal(["test:3"], others["video_states"]!.AsObject().Select(state => state.Key));
        Assert.Equal("Daily learning", (string)(await ReadAsync(app, "anna", "queues"))["queues"]!["daily_learning"]!["name"]!);
    }

    [Theory, EachDatabase]
    public async Task What_was_acknowledged_before_a_crash_is_written_after_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("anna"));
        await me.PatchAsync("test:1", new { personal_notes = "kept" });

        // Nothing of the first server but its database is there for the second.
        await using (var second = await app.BesideAsync(_ => { }, ("Vault:Enabled", "true"), ("Vault:PollMilliseconds", "20")))
            await app.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(Folder(app, "anna"), "video_states.json"))));

        Assert.Equal("kept", (string)(await ReadAsync(app, "anna", "video_states"))["video_states"]!["test:1"]!["personal_notes"]!);
    }

    [Theory, EachDatabase]
    public async Task Two_servers_on_one_folder_lose_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(40, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("anna"));
        await using var beside = await app.BesideAsync();

        await Task.WhenAll(Enumerable.Range(1, 40).Select(async n =>
        {
            Assert.True((int)(await me.PatchAsync($"test:{n}", new { personal_notes = $"note {n}" })).Status < 300);
            await WriteAsync(n % 2 == 0 ? app : beside);
        }));
        await WriteAsync(app);

        var states = (await ReadAsync(app, "anna", "video_states"))["video_states"]!.AsObject();
        Assert.Equal(40, states.Count);
        Assert.All(states, state => Assert.StartsWith("note", (string)state.Value!["personal_notes"]!, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(Folder(app, "anna"), "*report*").Concat(Directory.EnumerateFiles(Folder(app, "anna"), "*.tmp")));
    }

    [Theory, EachDatabase]
    public async Task A_damaged_file_is_set_aside_with_a_notice_and_its_backup_stays_sound(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Vault:SettleMilliseconds", "0"));
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("anna"));
        await me.PatchAsync("test:1", new { personal_notes = "one" });
        await WriteAsync(app);
        await me.PatchAsync("test:2", new { personal_notes = "two" });
        await WriteAsync(app);
        var path = Path.Combine(Folder(app, "anna"), "video_states.json");

        await File.WriteAllTextAsync(path, "{\"video_states\": {\"test:1\"", Cancel);
        await app.Get<VaultWriter>().LookAsync(Cancel);

        Assert.Equal(2, (await ReadAsync(app, "anna", "video_states"))["video_states"]!.AsObject().Count);
        Assert.Single(Directory.EnumerateFiles(Folder(app, "anna"), "video_states.json.damaged-*"));
        Assert.NotNull(VaultJson.Parse(await File.ReadAllBytesAsync(path + ".bak", Cancel)));
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(app, "anna"), "video_states.report.json"), Cancel))!;
        Assert.Equal("file-damaged", (string)report["refused"]![0]!["code"]!);
    }

    [Theory, EachDatabase]
    public async Task The_files_go_with_their_user_and_what_others_put_there_stays(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("anna"));
        await me.PatchAsync("test:1", new { personal_notes = "one" });
        await WriteAsync(app);
        var own = Path.Combine(Folder(app, "anna"), "mine.txt");
        await File.WriteAllTextAsync(own, "mine", Cancel);

        Assert.True((await app.Get<IUsers>().RemoveAsync("anna", Cancel)).Succeeded);
        await app.RunJobsAsync();

        Assert.Equal([own], Directory.EnumerateFileSystemEntries(Folder(app, "anna")));
        Assert.Equal(0, await app.Get<Db>().ScalarAsync<long>("select count(*) from vault_file", null, Cancel));
    }

    [Fact]
    public async Task A_link_in_the_place_of_a_folder_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenManyTitlesAsync(1, "movie");
        var elsewhere = Directory.CreateDirectory(app.Get<DataFolder>().File("elsewhere")).FullName;
        Directory.CreateDirectory(app.Get<DataFolder>().File("vault", "users"));
        Directory.CreateSymbolicLink(Folder(app, "anna"), elsewhere);
        var me = new LibraryClient(await app.ClientAsAsync("anna"));
        await me.PatchAsync("test:1", new { personal_notes = "one" });

        await WriteAsync(app);

        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        Assert.NotNull(app.Get<VaultWriter>().Trouble);
    }

    internal static async Task UseAsync(LibraryClient me)
    {
        await me.WatchAsync("test:1", Start, 0, 120_000);
        await me.PatchAsync("test:2", new { watch_status = "completed", personal_rating = 4, tags = new[] { "x" }, context = new { learning_goal = "light" } });
        await me.SendAsync(HttpMethod.Post, "/api/user/queues/watch_later/videos", new { video_id = "test:3", priority = 8, notes = "soon" });
        await me.SendAsync(HttpMethod.Post, "/api/user/activity", new { action = "view" });
    }

    internal static Task<int> WriteAsync(TestApp app) => app.Get<VaultWriter>().WriteDueAsync(now: true, Cancel);

    internal static string Folder(TestApp app, string name) => app.Get<DataFolder>().File("vault", "users", name);

    internal static async Task<JsonObject> ReadAsync(TestApp app, string name, string file) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(app, name), file + ".json"), Cancel))!.AsObject();
}
