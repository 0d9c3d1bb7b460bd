using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Playlists.Marathons;

public sealed class SaveMarathonTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_the_preview_shows_is_saved_and_the_version_says_how_it_was_made(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(9, "movie");
        var editor = await app.SignInAsync(Role.Blessed);
        var (a, b) = (await MakeAsync(editor, "First", "test:1", "test:2", "test:3", "test:4"), await MakeAsync(editor, "Second", "test:5", "test:6"));
        var marathon = new { sources = new[] { a, b }, method = "interleave", pattern = "A2 B", limit_items = 5, no_repeats = true, bumper = "test:9", bumper_every = 2, start_at = new { A = "test:2" } };

        using var shown = await editor.PostAsJsonAsync("/api/marathons/preview", marathon, Cancel);
        using var saved = await editor.PostAsJsonAsync("/api/playlists", new { name = "Long night", marathon }, Cancel);

        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);
        var (preview, playlist) = (await ReadAsync(shown), await ReadAsync(saved));
        Assert.Equal(Ids(preview), Ids(playlist));
        Assert.Equal(["test:2", "test:3", "test:9", "test:5", "test:4", "test:9", "test:6"], Ids(playlist));
        var note = (string)(await editor.GetFromJsonAsync<JsonNode>($"/api/playlists/{(string)playlist["id"]!}/versions", Cancel))!["items"]![0]!["change"]!;
        Assert.Equal("marathon: interleave A2 B · A 'First' from test:2 · B 'Second' · run order kept · no title twice · at most 5 items · test:9 between every 2", note);
    }

    [Theory, EachDatabase]
    public async Task A_shuffle_tells_the_seed_that_was_drawn_and_what_is_gone_stays_in_its_place(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(6, "movie");
        var (editor, admin) = (await app.SignInAsync(Role.Blessed), await app.SignInAsync(Role.Admin));
        var list = await MakeAsync(editor, "List", [.. Enumerable.Range(1, 6).Select(n => $"test:{n}")]);
        await admin.DeleteAsync("/api/admin/titles/test:4", Cancel);

        using var saved = await editor.PostAsJsonAsync("/api/playlists", new { name = "Mixed", marathon = new { sources = new[] { list }, method = "shuffle" } }, Cancel);
        var playlist = await ReadAsync(saved);
        var note = (string)(await editor.GetFromJsonAsync<JsonNode>($"/api/playlists/{(string)playlist["id"]!}/versions", Cancel))!["items"]![0]!["change"]!;
        var seed = long.Parse(note.Split("seed ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        using var again = await editor.PostAsJsonAsync("/api/marathons/preview", new { sources = new[] { list }, method = "shuffle", seed }, Cancel);

        Assert.Equal(Ids(await ReadAsync(again)), Ids(playlist));
        Assert.Equal(1, (int)playlist["unavailable"]!);
    }

    [Theory, EachDatabase]
    public async Task A_series_gives_its_episodes_in_the_order_in_which_they_run(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:show", kind = "series", title = "Signal Hunters" }, new { id = "test:film", title = "A film" },
            new { id = "test:e2", kind = "episode", title = "The second", series_id = "test:show", season = 1, episode = 2 },
            new { id = "test:e1", kind = "episode", title = "The first", series_id = "test:show", season = 1, episode = 1 });
        var editor = await app.SignInAsync(Role.Blessed);

        using var made = await editor.PostAsJsonAsync("/api/marathons/preview", new { sources = new[] { "test:show" }, method = "concatenate" }, Cancel);
        using var film = await editor.PostAsJsonAsync("/api/marathons/preview", new { sources = new[] { "test:film" }, method = "concatenate" }, Cancel);

        var preview = await ReadAsync(made);
        Assert.Equal(["test:e1", "test:e2"], Ids(preview));
        Assert.Equal(("test:show", "Signal Hunters"), ((string)preview["sources"]![0]!["playlist_id"]!, (string)preview["sources"]![0]!["name"]!));
        Assert.Equal(HttpStatusCode.NotFound, film.StatusCode);
    }

    [Theory]
    [InlineData("""{"name": "N", "items": ["test:1"], "marathon": {"sources": ["LIST"], "method": "concatenate"}}""", "marathon-and-items", "marathon")]
    [InlineData("""{"name": "N", "marathon": {"sources": ["LIST"], "method": "interleave", "pattern": "B"}}""", "pattern-label-unknown", "marathon.pattern")]
    [InlineData("""{"name": "N", "marathon": {"sources": ["nope"], "method": "concatenate"}}""", "playlist-not-found", "marathon.sources[0]")]
    [InlineData("""{"name": "", "marathon": {"sources": ["LIST"], "method": "concatenate"}}""", "name-missing", "name")]
    public async Task What_is_wrong_is_refused_with_its_place(string body, string code, string field)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenManyTitlesAsync(1, "movie");
        var editor = await app.SignInAsync(Role.Blessed);
        var list = await MakeAsync(editor, "List", "test:1");

        using var content = new StringContent(body.Replace("LIST", list, StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
        using var refused = await editor.PostAsync("/api/playlists", content, Cancel);

        var error = (await ReadAsync(refused))["error"]!;
        Assert.Equal((code, field), ((string)error["code"]!, (string)error["field"]!));
        Assert.Equal(1, (int)(await editor.GetFromJsonAsync<JsonNode>("/api/playlists", Cancel))!["total"]!);
    }

    private static async Task<string> MakeAsync(HttpClient client, string name, params string[] items)
    {
        using var made = await client.PostAsJsonAsync("/api/playlists", new { name, items }, Cancel);
        return (string)(await ReadAsync(made))["id"]!;
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage reply) => (await reply.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;

    private static IEnumerable<string> Ids(JsonNode list) => list["items"]!.AsArray().Select(item => (string)item!["video_id"]!);
}
