using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.Tests.Discovery;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Signals;

public sealed class SignalRouteTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Every_event_of_a_batch_has_its_result_in_order(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3);
        var http = await app.ClientAsAsync("ed");
        var play = Event("play", "test:1");
        object[] events = [play, play, Event("like", "test:1"), Event("dance", "test:1"), Event("progress", "test:9"), Event("view", "test:2")];

        using var reply = await http.PostAsJsonAsync("/api/signals", new { events }, Cancel);
        var results = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel))!["results"]!.AsArray();

        Assert.Equal(["recorded", "duplicate", "refused", "refused", "refused", "recorded"], results.Select(result => (string)result!["status"]!));
        Assert.Equal([null, null, "kind-not-open", "kind-unknown", "title-unknown", null], results.Select(result => (string?)result!["error"]?["code"]));
        Assert.Equal("events[4].title_id", (string?)results[4]!["error"]!["field"]);
    }

    [Theory, EachDatabase]
    public async Task What_is_not_a_batch_is_refused_whole(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var http = await app.ClientAsAsync("ed");
        (string Body, HttpStatusCode Status)[] bad =
        [
            ("{", HttpStatusCode.BadRequest),
            ("""{"events":[{"event_id":5}]}""", HttpStatusCode.BadRequest),
            ("""{"events":[{"position_ms":99999999999999999999}]}""", HttpStatusCode.BadRequest),
            ("""{"events":[{"colour":"red"}]}""", HttpStatusCode.UnprocessableEntity),
            ("""{}""", HttpStatusCode.UnprocessableEntity),
            ($$"""{"events":[{{string.Join(',', Enumerable.Repeat("{}", 501))}}]}""", HttpStatusCode.RequestEntityTooLarge),
        ];

        foreach (var (body, status) in bad)
        {
            using var reply = await http.PostAsync("/api/signals", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
            Assert.True(reply.StatusCode == status, $"{reply.StatusCode} for {body[..Math.Min(60, body.Length)]}");
        }
    }

    [Theory, EachDatabase]
    public async Task What_is_hidden_is_listed_with_an_undo_that_works(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:laura", title = "Laura", creator = "Fox & Co", genres = new[] { "noir" }, tags = new[] { "a/b %2F c" } });
        var http = await app.ClientAsAsync("ed");
        const string Hide = "/api/viewing/not-interested/";

        foreach (var (path, body) in ((string, object)[])
            [
                ("test:laura", new { }), ("test:laura", new { scope = "creator" }), ("topic:noir", new { scope = "topic" }),
                ("test:laura", new { scope = "topic", topic = "a/b %2F c" }),
            ])
        {
            using var reply = await http.PostAsJsonAsync(Hide + Uri.EscapeDataString(path), body, Cancel);
            Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(Cancel));
        }

        var list = (await http.GetFromJsonAsync<JsonNode>("/api/viewing/not-interested", Cancel))!["items"]!.AsArray();
        Assert.Equal(["a/b %2F c", "noir", "Fox & Co", "Laura"], list.Select(item => (string)item!["name"]!));
        foreach (var item in list)
        {
            using var undone = await http.DeleteAsync((string)item!["undo"]!, Cancel);
            Assert.True(undone.StatusCode == HttpStatusCode.NoContent, $"{item["undo"]}: {await undone.Content.ReadAsStringAsync(Cancel)}");
        }

        Assert.Empty((await http.GetFromJsonAsync<JsonNode>("/api/viewing/not-interested", Cancel))!["items"]!.AsArray());
    }

    [Theory, EachDatabase]
    public async Task Ratings_follows_and_reports_are_kept_and_refused_by_rule(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3);
        var (http, admin) = (await app.ClientAsAsync("ed"), await app.ClientAsAsync("root", Role.Admin));
        app.Catalogue.Current.TryOrdinal("test:1", out var ordinal);
        var creator = app.Catalogue.Current.Card(ordinal).CreatorId!;

        using var like = await http.PostAsJsonAsync("/api/ratings/test:1", new { value = 1 }, Cancel);
        using var half = await http.PostAsJsonAsync("/api/ratings/test:1", new { value = 2 }, Cancel);
        using var nobody = await http.PostAsJsonAsync("/api/ratings/test:99", new { value = 1 }, Cancel);
        using var follow = await http.PutAsync($"/api/creators/{Uri.EscapeDataString(creator)}/follow", null, Cancel);
        using var ghost = await http.PutAsync("/api/creators/nobody/follow", null, Cancel);
        using var report = await http.PostAsJsonAsync("/api/titles/test:1/report", new { reason = "Spoils the end." }, Cancel);
        using var silent = await http.PostAsJsonAsync("/api/titles/test:1/report", new { reason = " " }, Cancel);
        var reports = await admin.GetFromJsonAsync<JsonNode>("/api/admin/reports", Cancel);
        var following = await http.GetFromJsonAsync<JsonNode>("/api/me/following", Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Created), (like.StatusCode, follow.StatusCode, report.StatusCode));
        Assert.Equal("value-invalid", (await FeedClient.RefusalOfAsync(half)).Code);
        Assert.Equal((HttpStatusCode.NotFound, "title-not-found", null), await FeedClient.RefusalOfAsync(nobody));
        Assert.Equal((HttpStatusCode.NotFound, "creator-not-found", null), await FeedClient.RefusalOfAsync(ghost));
        Assert.Equal("reason-missing", (await FeedClient.RefusalOfAsync(silent)).Code);
        Assert.Equal("Spoils the end.", (string?)Assert.Single(reports!["items"]!.AsArray())!["reason"]);
        Assert.Equal(creator, (string?)Assert.Single(following!["items"]!.AsArray())!["creator_id"]);
    }

    private static object Event(string kind, string title) => new
    {
        event_id = Guid.CreateVersion7().ToString(),
        kind,
        title_id = title,
        at = TimeProvider.System.GetUtcNow(),
        position_ms = 1_000,
        duration_ms = 60_000,
        watched = new[] { new[] { 0, 1_000 } },
        value = (double?)null,
        surface = "home",
        device = "tv",
    };
}
