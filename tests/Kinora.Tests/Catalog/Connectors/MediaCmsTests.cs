using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinora.Catalog.Connectors;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Ranking;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Connectors;

/// <summary>Refreshes from a site, through HTTP, and with the faults that sites have.</summary>
public sealed class MediaCmsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_whole_library_comes_in_with_its_categories_and_series(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(1_200));
        await using var app = await TestApp.StartAsync(database, site.Settings(("MediaCms:ManifestTemplate", "https://www.example.org/m/{video_id}.json")));

        var report = await RefreshAsync(app);

        Assert.Equal((1_200, 0, 0L), (report.Items, report.Gone, report.Import!.Refused));
        Assert.Empty(report.Told);
        Assert.InRange(site.MostAtOnce, 1, 2);
        Assert.All(site.Agents, agent => Assert.StartsWith("Kinora/", agent, StringComparison.Ordinal));
        var admin = await app.SignInAsync(Role.Admin);
        var film = await TitleAsync(admin, TestMediaCms.Token(22));
        Assert.Equal(("The Night of 22 (1932)", "(1932) The Night of 22.mp4", 1932), ((string?)film["title"], (string?)film["original_title"], (int?)film["year"]));
        Assert.Equal("https://www.example.org/m/aB0000022.json", (string?)film["playback"]!["manifest_url"]);
        Assert.Equal("Noir", (string?)Assert.Single(film["categories"]!.AsArray()));
        var episode = await TitleAsync(admin, TestMediaCms.Token(0));
        Assert.Equal(("episode", "mediacms:series.show0", 1, 1), ((string?)episode["kind"], (string?)episode["series_id"], (int?)episode["season"], (int?)episode["episode"]));
        Assert.Equal(["Comedies", "Family Comedies"], episode["categories"]!.AsArray().Select(one => (string)one!).Order(StringComparer.Ordinal));
        Assert.Equal("Show 0", (string?)(await TitleAsync(admin, "series.show0"))["title"]);
        Assert.Equal(TitleKind.Season, Kind(app, "series.show0.s1"));
        var byFile = await admin.GetFromJsonAsync<JsonNode>("/api/catalog/titles?q=Night%20of%2022.mp4", Cancel);
        Assert.Contains(byFile!["items"]!.AsArray(), item => (string?)item!["id"] == "mediacms:aB0000022");
        Assert.Equal((0L, 0L), (await RefreshAsync(app)) is { Import: { } again } ? (again.Accepted, again.Updated) : default);
    }

    [Theory, EachDatabase]
    public async Task A_list_that_ends_early_is_filled_by_searches_and_authors_and_told(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(2_600));
        site.Cap = 1_000;
        await using var app = await TestApp.StartAsync(database, site.Settings());

        var report = await RefreshAsync(app);

        Assert.Equal(2_600, report.Items);
        Assert.Contains("newest 1,000", report.Told[0], StringComparison.Ordinal);
        Assert.Contains("Comedies", report.Told[1], StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_editors_token_sees_all_and_says_why_some_cannot_be_watched(string database)
    {
        TestMedium[] odd =
        [
            new("private01", "Private.mp4", 5_000, true, []) { State = "private" }, new("running01", "Running.mp4", 0, true, []) { Encoding = "running" },
            new("failed001", "Failed.mp4", 0, true, []) { Encoding = "fail" }, new("review001", "Review.mp4", 0, true, []) { Reviewed = false },
            new("picture01", "Picture.jpg", 0, true, []) { MediaType = "image" }, new("sound0001", "Sound.mp3", 90, true, []) { MediaType = "audio" },
        ];
        await using var site = await TestMediaCms.StartAsync([.. odd, .. TestMediaCms.Library(1_100)]);
        (site.Cap, site.EditorToken) = (1_000, "secret");
        await using var app = await TestApp.StartAsync(database, site.Settings(("MediaCms:Token", "secret")));

        var report = await RefreshAsync(app);

        Assert.Equal(1_105, report.Items);
        Assert.Contains("pictures", Assert.Single(report.Told), StringComparison.Ordinal);
        var admin = await app.SignInAsync(Role.Admin);
        foreach (var (token, reason) in new[] { ("private01", "not public"), ("running01", "still being encoded"), ("failed001", "failed"), ("review001", "review") })
        {
            var title = await TitleAsync(admin, token);
            Assert.False((bool)title["available"]!);
            Assert.Contains(reason, (string?)title["unavailable_reason"], StringComparison.Ordinal);
        }

        Assert.Equal("audio", (string?)(await TitleAsync(admin, "sound0001"))["kind"]);
        Assert.DoesNotContain("secret", JsonSerializer.Serialize(report), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Titles_that_come_while_the_pages_are_turned_push_none_out(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(600));
        var added = 0;
        site.Before = path =>
        {
            lock (site)
            {
                if (path.StartsWith("media?page=", StringComparison.Ordinal) && added < 60)
                    site.Media.InsertRange(0, Enumerable.Range(0, 10).Select(_ => new TestMedium($"new{added++:000000}", $"New {added}.mp4", 5_000, true, [])));
            }

            return Task.CompletedTask;
        };
        await using var app = await TestApp.StartAsync(database, site.Settings(("MediaCms:Parallel", "1")));

        var report = await RefreshAsync(app);

        Assert.Equal(660, report.Items);
        Assert.Empty(report.Told);
    }

    [Theory, EachDatabase]
    public async Task A_site_that_is_busy_is_asked_again_as_late_as_it_wants(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(300));
        var (asked, failed) = (0, 0);
        site.RetryAfter = "0";
        site.Status = _ => Interlocked.Increment(ref asked) % 4 == 0 && Interlocked.Increment(ref failed) > 0 ? (asked % 8 == 0 ? 429 : 503) : 200;
        await using var app = await TestApp.StartAsync(database, site.Settings(("MediaCms:Tries", "6")));

        Assert.Equal(300, (await RefreshAsync(app)).Items);
        Assert.True(failed > 2);
    }

    [Theory, EachDatabase]
    public async Task Whatever_fails_the_catalogue_stays_and_the_next_try_goes_on_where_it_was(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(600));
        await using var app = await TestApp.StartAsync(database, site.Settings(("MediaCms:Tries", "2")));
        await RefreshAsync(app);
        var version = app.Catalogue.Current.Version;
        site.Media.Add(new TestMedium("later0001", "Later.mp4", 5_000, true, []));

        site.Status = path => path.Contains("page=9", StringComparison.Ordinal) ? 500 : 200;
        var failed = await RunAsync(app);
        Assert.Equal("failed", (string?)failed["state"]);
        Assert.Contains("answers 500", (string?)failed["error"], StringComparison.Ordinal);
        Assert.Equal(version, app.Catalogue.Current.Version);

        site.Status = _ => 200;
        site.Asked.Clear();
        var admin = await app.SignInAsync(Role.Admin);
        using var retried = await admin.PostAsync($"/api/admin/jobs/{(string?)failed["id"]}/retry", null, Cancel);
        await app.RunJobsAsync();
        Assert.Equal("done", (string?)(await admin.GetFromJsonAsync<JsonNode>($"/api/jobs/{(string?)failed["id"]}", Cancel))!["state"]);
        Assert.DoesNotContain("media?page=1", site.Asked);
        Assert.True(app.Catalogue.Current.TryOrdinal("mediacms:later0001", out _));
    }

    [Theory, EachDatabase]
    public async Task A_library_that_shrinks_too_much_is_refused_and_one_that_shrinks_a_little_keeps_what_is_gone(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(500));
        await using var app = await TestApp.StartAsync(database, site.Settings());
        await RefreshAsync(app);
        var before = site.Media.ToList();

        site.Media.RemoveRange(200, 300);
        var refused = await RunAsync(app);
        Assert.Contains("MediaCms:MostLostPercent", (string?)refused["error"], StringComparison.Ordinal);
        Assert.True(app.Catalogue.Current.IsAvailable(Ordinal(app, before[^1].Token)));

        site.Media.Clear();
        site.Media.AddRange(before.SkipLast(3));
        var report = await RefreshAsync(app);
        Assert.Equal((497, 3), (report.Items, report.Gone));
        var admin = await app.SignInAsync(Role.Admin);
        var gone = await TitleAsync(admin, before[^1].Token);
        Assert.Equal((false, "It is no longer where it came from."), ((bool)gone["available"]!, (string?)gone["unavailable_reason"]));
        Assert.Equal(0, (await RefreshAsync(app)).Gone);

        site.Media.Add(before[^1]);
        await RefreshAsync(app);
        Assert.True((bool)(await TitleAsync(admin, before[^1].Token))["available"]!);
    }

    [Theory, EachDatabase]
    public async Task A_site_in_a_private_network_is_asked_only_where_that_was_opened(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(10));
        await using var app = await TestApp.StartAsync(database, ("MediaCms:BaseUrl", site.BaseUrl));

        Assert.Contains("Http:PrivateHosts", (string?)(await RunAsync(app))["error"], StringComparison.Ordinal);
        Assert.Empty(site.Asked);
    }

    [Theory, EachDatabase]
    public async Task A_refresh_can_be_cancelled_while_the_site_is_slow(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(300));
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        site.Before = async path =>
        {
            if (!path.Contains("page=3", StringComparison.Ordinal))
                return;
            reached.TrySetResult();
            await release.Task;
        };
        await using var app = await TestApp.StartAsync(database, site.Settings());
        var admin = await app.SignInAsync(Role.Admin);
        var job = await FileAsync(admin);
        var running = app.RunJobsAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(90), Cancel);
        using var cancelled = await admin.DeleteAsync($"/api/jobs/{job}", Cancel);
        await running.WaitAsync(TimeSpan.FromSeconds(90), Cancel);

        release.SetResult();
        Assert.Equal("cancelled", (string?)(await admin.GetFromJsonAsync<JsonNode>($"/api/jobs/{job}", Cancel))!["state"]);
        Assert.Equal(0, app.Catalogue.Current.Titles);
    }

    [Theory, EachDatabase]
    public async Task The_page_has_a_button_that_starts_the_same_job_and_says_what_is_missing(string database)
    {
        await using var site = await TestMediaCms.StartAsync(TestMediaCms.Library(60));
        await using var app = await TestApp.StartAsync(database, site.Settings());
        var admin = await app.SignInAsync(Role.Admin);
        using var pressed = await admin.PostAsync("/admin/catalogue/refresh", new FormUrlEncodedContent([new("connector", "mediacms")]), Cancel);
        Assert.Equal("/admin/catalogue#connectors", pressed.Headers.Location?.ToString());
        await app.RunJobsAsync();
        var page = await admin.GetStringAsync("/admin/catalogue", Cancel);
        Assert.Contains("60 titles: ", page, StringComparison.Ordinal);
        Assert.Contains("Refresh mediacms", page, StringComparison.Ordinal);

        await using var bare = await TestApp.StartAsync(database);
        var other = await bare.SignInAsync(Role.Admin);
        Assert.Contains("KINORA__MEDIACMS__BASEURL", await other.GetStringAsync("/admin/catalogue", Cancel), StringComparison.Ordinal);
        using var refused = await other.PostAsJsonAsync("/api/admin/catalog/refresh", new { connector = "mediacms" }, Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("connector-not-set-up", (string?)(await refused.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["error"]!["code"]);
    }

    internal static async Task<RefreshReport> RefreshAsync(TestApp app, string connector = "mediacms")
    {
        var job = await RunAsync(app, connector);
        Assert.True((string?)job["state"] == "done", (string?)job["error"]);
        return job["report"].Deserialize<RefreshReport>(KinoraJson.Options)!;
    }

    private static async Task<JsonNode> RunAsync(TestApp app, string connector = "mediacms")
    {
        var admin = await app.SignInAsync(Role.Admin);
        var id = await FileAsync(admin, connector);
        await app.RunJobsAsync();
        return (await admin.GetFromJsonAsync<JsonNode>($"/api/jobs/{id}", Cancel))!;
    }

    private static async Task<string> FileAsync(HttpClient admin, string connector = "mediacms")
    {
        using var reply = await admin.PostAsJsonAsync("/api/admin/catalog/refresh", new { connector }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        return (string)(await reply.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["job"]!;
    }

    private static async Task<JsonNode> TitleAsync(HttpClient client, string token) => (await client.GetFromJsonAsync<JsonNode>($"/api/catalog/titles/mediacms:{token}", Cancel))!;

    private static int Ordinal(TestApp app, string token)
    {
        Assert.True(app.Catalogue.Current.TryOrdinal($"mediacms:{token}", out var ordinal));
        return ordinal;
    }

    private static TitleKind Kind(TestApp app, string token) => app.Catalogue.Current.KindOf(Ordinal(app, token));
}
