using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Accounts;
using Kinora.Accounts.Contracts;
using Kinora.Platform.Live;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Live;

public sealed class EventStreamTests
{
    private static readonly (string, string?)[] Quick = [("Live:PollMilliseconds", "50"), ("Live:CheckSeconds", "1"), ("Live:HeartbeatSeconds", "1")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_one_does_on_another_device_is_heard_and_what_others_do_is_not(string database)
    {
        await using var app = await TestApp.StartAsync(database, null, Quick);
        await app.GivenTitlesAsync(new { id = "test:1", title = "Laura" });
        var (ann, bob) = (await app.ClientAsAsync("ann"), await app.ClientAsAsync("bob"));
        await using var stream = await EventReader.OpenAsync(ann);

        await LikeAsync(bob);
        await LikeAsync(ann);
        var heard = await stream.NextAsync("signals");

        Assert.Equal("text/event-stream", stream.Reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await app.ProfileOfAsync("ann"), (string?)heard!.Data!["profile_id"]);
        Assert.Equal("like test:1", string.Join(' ', heard.Data["signals"]!.AsArray().Select(one => $"{one!["kind"]} {one["title_id"]}")));
    }

    [Theory, EachDatabase]
    public async Task A_stream_takes_up_where_it_was_also_at_another_process(string database)
    {
        await using var app = await TestApp.StartAsync(database, null, Quick);
        await app.GivenTitlesAsync(new { id = "test:1", title = "Laura" });
        var token = await app.TokenOfAsync("ann");
        string last;
        await using (var stream = await EventReader.OpenAsync(app.ClientWith(token)))
        {
            await LikeAsync(app.ClientWith(token));
            last = (await stream.NextAsync("signals"))!.Id;
        }

        await LikeAsync(app.ClientWith(token), -1);
        await app.GivenTitlesAsync(new { id = "test:2", title = "Gilda" });
        await using var beside = await app.BesideAsync();
        await using var again = await EventReader.OpenAsync(beside.ClientWith(token), last: last);
        var (first, second) = (await again.NextAsync(), await again.NextAsync());
        await using var fresh = await EventReader.OpenAsync(beside.ClientWith(token));

        Assert.Equal(["catalogue", "signals"], [first!.Kind, second!.Kind]);
        Assert.Equal(2, (int)first.Data!["titles"]!);
        Assert.Equal("dislike", (string?)Assert.Single(second.Data!["signals"]!.AsArray())!["kind"]);
        Assert.Equal(":", (await fresh.NextAsync())!.Kind);
    }

    [Theory, EachDatabase]
    public async Task A_job_is_heard_by_who_started_it_and_by_admins_who_ask_for_all(string database)
    {
        await using var app = await TestApp.StartAsync(database, null, Quick);
        var (chief, other, viewer) = (await app.ClientAsAsync("chief", Role.Admin), await app.ClientAsAsync("other", Role.Admin), await app.ClientAsAsync("ann"));
        await using var mine = await EventReader.OpenAsync(chief);
        await using var all = await EventReader.OpenAsync(other, "/api/events?all_jobs=true");
        using var refused = await viewer.GetAsync("/api/events?all_jobs=true", Cancel);

        await chief.PostAsJsonAsync("/api/admin/catalog/refresh", new { }, Cancel);
        var filed = await mine.NextAsync("job");
        await app.RunJobsAsync();
        var (done, seen) = (await UntilDoneAsync(mine), await UntilDoneAsync(all));

        Assert.Equal(("queued", "catalog.refresh"), ((string?)filed!.Data!["state"], (string?)filed.Data["kind"]));
        Assert.Equal((string?)filed.Data["id"], (string?)done["id"]);
        Assert.Equal((string?)filed.Data["id"], (string?)seen["id"]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_stream_ends_with_its_session_and_says_so(string database)
    {
        await using var app = await TestApp.StartAsync(database, null, Quick);
        var ann = await app.ClientAsAsync("ann");
        await using var stream = await EventReader.OpenAsync(ann);
        var tokens = (await ann.GetFromJsonAsync<JsonNode>("/api/auth/tokens", Cancel))!["items"]!.AsArray();

        await app.Get<TokenStore>().EndAsync((await app.Get<IUsers>().FindAsync("ann", Cancel))!.Id, (string)tokens[0]!["id"]!, Cancel);
        var end = await stream.NextAsync("end");

        Assert.Equal("signed-out", (string?)end!.Data!["reason"]);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task An_admin_who_no_longer_is_one_stops_hearing_of_everybodys_jobs()
    {
        await using var app = await TestApp.StartAsync("sqlite", null, Quick);
        await app.ClientAsAsync("first", Role.Admin);
        await using var stream = await EventReader.OpenAsync(await app.ClientAsAsync("chief", Role.Admin), "/api/events?all_jobs=true");

        await app.Get<IUsers>().ChangeAsync("chief", new UserChange(Role.Viewer), Cancel);

        Assert.Equal("role-changed", (string?)(await stream.NextAsync("end"))!.Data!["reason"]);
    }

    [Fact]
    public async Task A_quiet_stream_gives_signs_of_life_and_one_user_holds_only_so_many()
    {
        await using var app = await TestApp.StartAsync("sqlite", null, [.. Quick, ("Live:StreamsPerUser", "2")]);
        var (ann, bob) = (await app.ClientAsAsync("ann"), await app.ClientAsAsync("bob"));
        await using var one = await EventReader.OpenAsync(ann);
        await using (var two = await EventReader.OpenAsync(ann))
        {
            using var three = await ann.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead, Cancel);
            await using var others = await EventReader.OpenAsync(bob);

            Assert.Equal(HttpStatusCode.TooManyRequests, three.StatusCode);
            Assert.Equal(HttpStatusCode.OK, others.Reply.StatusCode);
            Assert.Equal(":", (await one.NextAsync())!.Kind);
        }

        await app.UntilAsync(async () =>
        {
            await using var again = await EventReader.OpenAsync(ann);
            return again.Reply.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task Who_reads_too_slowly_is_told_so_and_keeps_nothing_waiting()
    {
        var stream = new LiveStream(new LiveListener("u", "p", false), ["job"], waiting: 3);
        for (var n = 0; n < 10; n++)
            stream.Take(0, new LiveNews(stream.Who, n, [new LiveItem(new { n })]));

        Assert.Equal("too-slow", stream.Reason);
        Assert.Equal(["job.0", "job.1", "job.2"], await stream.Events.ReadAllAsync(Cancel).Select(one => one.Id).ToListAsync(Cancel));
    }

    [Fact]
    public void The_same_said_twice_of_one_thing_is_heard_once()
    {
        var stream = new LiveStream(new LiveListener("u", "p", false), ["job"], waiting: 10);
        foreach (var progress in (int[])[1, 1, 2, 2, 1])
            stream.Take(0, new LiveNews(stream.Who, 1, [new LiveItem(new { progress }, "one"), new LiveItem(new { progress = 7 }, "other")]));

        Assert.Equal(4, stream.Events.Count);
    }

    [Theory]
    [InlineData("job.5_signals.7", 5L, 7L)]
    [InlineData("signals.7", null, 7L)]
    [InlineData("job.-5_signals.x_.._other.3", null, null)]
    [InlineData("", null, null)]
    public void A_place_that_is_none_begins_now(string last, long? job, long? signals)
    {
        var stream = new LiveStream(new LiveListener("u", "p", false), ["job", "signals"], waiting: 1);
        stream.Resume(last);

        Assert.Equal((job, signals), (stream.PlaceOf(0), stream.PlaceOf(1)));
    }

    [Fact]
    public async Task Every_kind_of_event_is_described()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var page = await File.ReadAllLinesAsync(Path.Combine(Golden.Root, "docs", "api", "events.md"), Cancel);
        var described = page.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].Trim('`'));

        Assert.Equal(app.Get<LiveHub>().Kinds.Append("end"), described);
    }

    private static async Task<JsonNode> UntilDoneAsync(EventReader stream)
    {
        while (await stream.NextAsync("job") is { } next)
        {
            if ((string?)next.Data!["state"] == "done")
                return next.Data;
        }

        throw new InvalidOperationException("The stream ended before the job was done.");
    }

    private static async Task LikeAsync(HttpClient client, int value = 1) =>
        (await client.PostAsJsonAsync("/api/ratings/test:1", new { value }, Cancel)).EnsureSuccessStatusCode();
}
