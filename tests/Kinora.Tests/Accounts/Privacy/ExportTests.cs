using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts.Privacy;
using Kinora.Platform;
using Kinora.Tests.Discovery;
using Kinora.Tests.Support;

namespace Kinora.Tests.Accounts.Privacy;

public sealed class ExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_archive_is_built_by_a_job_and_holds_what_one_did_and_nothing_of_others(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30);
        var (ann, bob) = (await app.ClientAsAsync("ann"), await app.ClientAsAsync("bob"));
        var (feed, others) = (new FeedClient(ann), new FeedClient(bob));
        var page = await feed.PageAsync();
        await feed.SeeAsync(page, page.Titles, TimeProvider.System);
        var theirs = await others.PageAsync();
        await others.SeeAsync(theirs, theirs.Titles.Take(3), TimeProvider.System);

        using var asked = await ann.GetAsync("/api/me/export", Cancel);
        var state = await asked.Content.ReadFromJsonAsync<JsonNode>(Cancel);
        await app.RunJobsAsync();
        var job = await ann.GetFromJsonAsync<JsonNode>((string)asked.Headers.Location!.ToString(), Cancel);
        using var archive = await ArchiveAsync(ann);
        var signals = await FileAsync(archive, "signals/signals");
        var pages = await FileAsync(archive, "feed/pages");
        var index = await FileAsync(archive, "index");

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal("building", (string?)state!["state"]);
        Assert.Equal("done", (string?)job!["state"]);
        Assert.Equal(page.Titles.Length, signals.AsArray().Count);
        Assert.All(signals.AsArray(), signal => Assert.Equal("seen", (string?)signal!["kind"]));
        Assert.Equal(page.Titles, pages[0]!["packed"]!.AsArray().Select(item => (string)item!["title_id"]!));
        Assert.Equal("ann", (string?)index["user"]);
        Assert.Equal(page.Titles.Length, (int)index["files"]!.AsArray().Single(file => (string?)file!["file"] == "signals/signals.json")!["rows"]!);
        foreach (var entry in archive.Entries)
            Assert.DoesNotContain("bob", await TextAsync(entry), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task More_rows_than_one_step_come_whole_and_in_order(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var client = await app.ClientAsAsync("ann");
        await app.GivenTitlesAsync(new { id = "test:1", title = "One" });
        for (var batch = 0; batch < 5; batch++)
        {
            var events = Enumerable.Range(0, 450).Select(n => new { event_id = Guid.CreateVersion7(), kind = "view", title_id = "test:1", at = TimeProvider.System.GetUtcNow() });
            (await client.PostAsJsonAsync("/api/signals", new { events }, Cancel)).EnsureSuccessStatusCode();
        }

        await client.GetAsync("/api/me/export", Cancel);
        await app.RunJobsAsync();
        using var archive = await ArchiveAsync(client);
        var places = (await FileAsync(archive, "signals/signals")).AsArray().Select(signal => ((long)signal!["version"]!, (long)signal["number"]!)).ToList();

        Assert.Equal(2_250, places.Distinct().Count());
        Assert.Equal(places.Order(), places);
    }

    [Theory, EachDatabase]
    public async Task A_download_is_resumed_where_it_broke_off_and_not_with_another_archive(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var client = await app.ClientAsAsync("ann");
        await client.GetAsync("/api/me/export", Cancel);
        await app.RunJobsAsync();
        using var whole = await client.GetAsync("/api/me/export", Cancel);
        var bytes = await whole.Content.ReadAsByteArrayAsync(Cancel);

        using var rest = await RangeAsync(client, 100, whole.Headers.ETag!);
        var tail = await rest.Content.ReadAsByteArrayAsync(Cancel);
        await client.PostAsync("/api/me/export", null, Cancel);
        await app.RunJobsAsync();
        using var other = await RangeAsync(client, 100, whole.Headers.ETag!);

        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(bytes[100..], tail);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal("no-store, private", string.Join(", ", whole.Headers.CacheControl!.ToString().Split(", ").Order()));
    }

    [Theory, EachDatabase]
    public async Task An_archive_expires_its_file_goes_and_nobody_elses_can_be_had(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        var (ann, bob) = (await app.ClientAsAsync("ann"), await app.ClientAsAsync("bob"));
        await ann.GetAsync("/api/me/export", Cancel);
        await app.RunJobsAsync();
        var before = await StateAsync(ann);
        var others = await StateAsync(bob);
        var folder = app.Get<DataFolder>().File("exports");
        var files = Directory.GetFiles(folder).Length;

        clock.Advance(TimeSpan.FromHours(73));
        var after = await StateAsync(ann);
        await app.Get<ExportStore>().SweepAsync(Cancel);

        Assert.Equal(("ready", "none", "none"), (before, others, after));
        Assert.Equal(1, files);
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Equal(HttpStatusCode.Accepted, (await ann.GetAsync("/api/me/export", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Many_who_ask_at_once_get_one_job_and_ten_a_day_are_enough(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var client = await app.ClientAsAsync("ann");

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.PostAsync("/api/me/export", null, Cancel)));
        var jobs = await Task.WhenAll(replies.Select(reply => reply.Content.ReadFromJsonAsync<JsonNode>(Cancel)));

        Assert.Single(jobs.Select(job => (string?)job!["job"]).Distinct());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.PostAsync("/api/me/export", null, Cancel)).StatusCode);
    }

    private static async Task<HttpResponseMessage> RangeAsync(HttpClient client, long from, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me/export");
        request.Headers.Range = new RangeHeaderValue(from, null);
        request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        return await client.SendAsync(request, Cancel);
    }

    private static async Task<string?> StateAsync(HttpClient client) =>
        (string?)(await client.GetFromJsonAsync<JsonNode>("/api/me/export/status", Cancel))!["state"];

    private static async Task<ZipArchive> ArchiveAsync(HttpClient client)
    {
        using var reply = await client.GetAsync("/api/me/export", Cancel);
        Assert.Equal("application/zip", reply.Content.Headers.ContentType?.MediaType);
        return new ZipArchive(new MemoryStream(await reply.Content.ReadAsByteArrayAsync(Cancel)), ZipArchiveMode.Read);
    }

    private static async Task<JsonNode> FileAsync(ZipArchive archive, string name) => JsonNode.Parse(await TextAsync(archive.GetEntry($"{name}.json")!))!;

    private static async Task<string> TextAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(Cancel));
        return await reader.ReadToEndAsync(Cancel);
    }
}
