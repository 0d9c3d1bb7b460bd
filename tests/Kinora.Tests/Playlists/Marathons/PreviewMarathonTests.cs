using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Playlists.Marathons;

public sealed class PreviewMarathonTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_preview_shows_the_order_where_each_comes_from_and_what_is_not_used(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:e2", title = "The Show S01E02", duration_ms = 60_000 }, new { id = "test:e1", title = "the show 1x01", duration_ms = 60_000 },
            new { id = "test:film", title = "A film" }, new { id = "test:other", title = "Other", duration_ms = 5_000 });
        var editor = await app.SignInAsync(Role.Blessed);
        var (show, film, other) = (await MakeAsync(editor, "Show", "test:e2", "test:e1"), await MakeAsync(editor, "Film", "test:film"), await MakeAsync(editor, "Other", "test:other"));

        var made = await PreviewAsync(editor, new { sources = new[] { show, film, other }, method = "interleave", pattern = "a1b1" });

        Assert.Equal([("test:e1", "A", 1), ("test:film", "B", 0), ("test:e2", "A", 1)], made["items"]!.AsArray().Select(item => ((string)item!["video_id"]!, (string)item["source"]!, (int?)item["season"] ?? 0)));
        Assert.Equal([("A", 2), ("B", 1), ("C", 0)], made["sources"]!.AsArray().Select(source => ((string)source!["label"]!, (int)source["used"]!)));
        Assert.Equal(("C", 120_000L, 1), ((string)made["unused_sources"]!.AsArray().Single()!, (long)made["total_duration_ms"]!, (int)made["unknown_durations"]!));
    }

    [Theory, EachDatabase]
    public async Task The_seed_that_is_told_makes_the_same_marathon_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(30, "movie");
        var editor = await app.SignInAsync(Role.Blessed);
        var list = await MakeAsync(editor, "List", [.. Enumerable.Range(1, 30).Select(n => $"test:{n}")]);

        var first = await PreviewAsync(editor, new { sources = new[] { list }, method = "shuffle" });
        var again = await PreviewAsync(editor, new { sources = new[] { list }, method = "shuffle", seed = (long)first["seed"]! });

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.NotEqual(Enumerable.Range(1, 30).Select(n => $"test:{n}"), first["items"]!.AsArray().Select(item => (string)item!["video_id"]!));
    }

    [Theory]
    [InlineData("""{"sources": [], "method": "concatenate"}""", "sources-missing", "sources")]
    [InlineData("""{"sources": ["nope"], "method": "concatenate"}""", "playlist-not-found", "sources[0]")]
    [InlineData("""{"sources": ["LIST"], "method": "interleave", "pattern": ""}""", "pattern-empty", "pattern")]
    [InlineData("""{"sources": ["LIST"], "method": "interleave", "pattern": "B"}""", "pattern-label-unknown", "pattern")]
    [InlineData("""{"sources": ["LIST"], "method": "shuffle", "pattern": "A"}""", "pattern-not-used", "pattern")]
    [InlineData("""{"sources": ["LIST"], "method": "shuffle", "seed": -1}""", "out-of-range", "seed")]
    [InlineData("""{"sources": ["LIST"], "method": "mix"}""", "value-unknown", "method")]
    [InlineData("""{"sources": ["LIST"], "method": "concatenate", "start_at": {"A": "S09E01"}}""", "start-not-found", "start_at.A")]
    [InlineData("""{"sources": ["LIST"], "method": "concatenate", "bumper": "test:none"}""", "title-unknown", "bumper")]
    public async Task What_cannot_be_made_is_refused_with_its_field(string body, string code, string field)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenManyTitlesAsync(2, "movie");
        var editor = await app.SignInAsync(Role.Blessed);
        var list = await MakeAsync(editor, "List", "test:1");

        var reply = await editor.PostAsync("/api/marathons/preview", new StringContent(body.Replace("LIST", list, StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json"), Cancel);

        var error = (await reply.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["error"]!;
        Assert.Equal((code, field), ((string)error["code"]!, (string?)error["field"]));
        Assert.True(reply.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound);
    }

    private static async Task<JsonNode> PreviewAsync(HttpClient client, object body)
    {
        var reply = await client.PostAsJsonAsync("/api/marathons/preview", body, Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return (await reply.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
    }

    private static async Task<string> MakeAsync(HttpClient client, string name, params string[] items) =>
        (string)(await (await client.PostAsJsonAsync("/api/playlists", new { name, items }, Cancel)).Content.ReadFromJsonAsync<JsonNode>(Cancel))!["id"]!;
}
