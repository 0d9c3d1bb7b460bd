using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog;

public sealed class EditTitleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_added_title_is_in_the_next_request_and_every_member_comes_back(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.SignInAsync(Role.Admin);
        const string Body = """
            {"id": "test:laura", "kind": "movie", "title": "Laura", "original_title": "Laura!", "synopsis": "One.\nTwo.", "year": 1944,
             "published_at": "1944-10-11T00:00:00.000Z", "duration_ms": 5280000, "language": "en", "creator": "Otto Preminger",
             "genres": ["noir"], "categories": ["Classics"], "tags": ["portrait"], "moods": ["dark"], "themes": ["obsession"],
             "maturity": "TV-PG", "poster_url": "https://example.org/p.jpg", "still_url": null,
             "playback": {"hls_url": "https://example.org/l.m3u8", "manifest_url": null, "web_url": "https://example.org/laura",
               "subtitles": [{"language": "en", "label": "English", "url": "https://example.org/en.vtt"}, {"language": "de-at", "label": "Deutsch", "url": "/media/de.vtt"}],
               "chapters_url": "https://example.org/chapters.vtt", "thumbnails_url": "https://example.org/thumbs.vtt"},
             "is_featured": true, "licence": "Public domain"}
            """;

        var created = await admin.PostAsync("/api/admin/titles", new StringContent(Body, Encoding.UTF8, "application/json"), Cancel);
        var read = await GetAsync(await app.SignInAsync(), "/api/catalog/titles/test:laura");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var sent = JsonNode.Parse(Body)!.AsObject();
        foreach (var (member, value) in sent)
            Assert.True(JsonNode.DeepEquals(value, read[member]), $"{member}: {read[member]?.ToJsonString()}");
        Assert.Equal(("public", true, "otto-preminger"), ((string)read["visibility"]!, (bool)read["available"]!, (string)read["creator_id"]!));
        Assert.Equal("""{"has_access":true,"access_type":"free","expires_at":null}""", read["user_access"]!.ToJsonString());
        Assert.Equal("[]", read["access_options"]!.ToJsonString());
    }

    [Theory, EachDatabase]
    public async Task A_patch_changes_what_it_names_and_nothing_else_and_a_stale_one_is_412(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:a", title = "A", synopsis = "Kept.", creator = "Somebody", genres = new[] { "drama" } });
        var admin = await app.SignInAsync(Role.Admin);
        var before = await admin.GetAsync("/api/catalog/titles/test:a", Cancel);

        var patched = await PatchAsync(admin, "test:a", """{"title": "B", "year": 2001}""", before.Headers.ETag!.Tag);
        var stale = await PatchAsync(admin, "test:a", """{"title": "C"}""", before.Headers.ETag!.Tag);
        var cleared = await PatchAsync(admin, "test:a", """{"genres": null, "creator": "Other"}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.OK), (patched.StatusCode, stale.StatusCode, cleared.StatusCode));
        Assert.Equal("changed-meanwhile", await CodeAsync(stale));
        var read = await GetAsync(admin, "/api/catalog/titles/test:a");
        Assert.Equal(("B", 2001, "Kept.", "other"), ((string)read["title"]!, (int)read["year"]!, (string)read["synopsis"]!, (string)read["creator_id"]!));
        Assert.Empty(read["genres"]!.AsArray());
    }

    [Theory, EachDatabase]
    public async Task Tracks_come_with_a_file_stay_through_edits_of_other_members_and_go_when_they_are_cleared(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        const string Row = """
            {"id": "test:a", "kind": "movie", "title": "A", "playback": {"hls_url": "https://example.org/a.m3u8", "chapters_url": "/media/a.vtt",
             "subtitles": [{"language": "pt-BR", "url": "https://example.org/pt.vtt"}]}}
            """;
        var first = await app.ImportAsync(Row.ReplaceLineEndings(" "));
        var again = await app.ImportAsync(Row.ReplaceLineEndings(" "));
        var admin = await app.SignInAsync(Role.Admin);

        await PatchAsync(admin, "test:a", """{"title": "B"}""");
        var kept = (await GetAsync(admin, "/api/catalog/titles/test:a"))["playback"]!;
        await PatchAsync(admin, "test:a", """{"playback": {"subtitles": null, "chapters_url": null}}""");
        var cleared = (await GetAsync(admin, "/api/catalog/titles/test:a"))["playback"]!;

        Assert.Equal((1, 1), (first.Accepted, again.Unchanged));
        Assert.Equal(("/media/a.vtt", "pt-br", "Portuguese (Brazil)"), ((string)kept["chapters_url"]!, (string)kept["subtitles"]![0]!["language"]!, (string)kept["subtitles"]![0]!["label"]!));
        Assert.Equal(("https://example.org/a.m3u8", null), ((string)cleared["hls_url"]!, (string?)cleared["chapters_url"]));
        Assert.Empty(cleared["subtitles"]!.AsArray());
    }

    [Theory, EachDatabase]
    public async Task Fifty_edits_at_once_all_count_and_the_next_read_has_the_last(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(60);
        var admin = await app.SignInAsync(Role.Admin);

        var edits = await Task.WhenAll(Enumerable.Range(1, 50).Select(n => PatchAsync(
            admin, n % 2 == 0 ? "test:1" : $"test:{n}", $$"""{"tags": ["edit {{n}}"], "year": {{1900 + n}}}""")));

        Assert.All(edits, edit => Assert.Equal(HttpStatusCode.OK, edit.StatusCode));
        for (var n = 3; n <= 49; n += 2)
            Assert.Equal(1900 + n, (int)(await GetAsync(admin, $"/api/catalog/titles/test:{n}"))["year"]!);
        var last = await GetAsync(admin, "/api/catalog/titles/test:1");
        Assert.Equal($"edit {(int)last["year"]! - 1900}", (string)last["tags"]![0]!);
        Assert.Equal(51, app.Catalogue.Current.Version);
    }

    [Theory, EachDatabase]
    public async Task A_removed_title_is_nowhere_at_once_and_may_be_added_again_under_its_ordinal(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:a", title = "A" }, new { id = "test:b", title = "B" });
        var (admin, viewer) = (await app.SignInAsync(Role.Admin), await app.SignInAsync());
        app.Catalogue.Current.TryOrdinal("test:a", out var ordinal);

        var removed = await admin.DeleteAsync("/api/admin/titles/test:a", Cancel);
        var gone = await viewer.GetAsync("/api/catalog/titles/test:a", Cancel);
        var again = await admin.DeleteAsync("/api/admin/titles/test:a", Cancel);
        var import = await app.ImportAsync("""{"id": "test:a", "kind": "movie", "title": "A from a file"}""");
        var added = await admin.PostAsJsonAsync("/api/admin/titles", new { id = "test:a", kind = "movie", title = "A again" }, Cancel);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (removed.StatusCode, gone.StatusCode, again.StatusCode));
        Assert.Equal("title-removed", Assert.Single(import.Issues).Code);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("A again", app.Catalogue.Current.NameOf(ordinal));
        Assert.Equal(2, app.Catalogue.Current.Titles);
    }

    [Theory, EachDatabase]
    public async Task A_shadow_banned_title_is_hidden_from_viewers_and_open_to_admins(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:a", title = "A" });
        var (admin, viewer) = (await app.SignInAsync(Role.Admin), await app.SignInAsync());

        var banned = await PatchAsync(admin, "test:a", """{"visibility": "shadow_ban"}""");

        Assert.Equal(HttpStatusCode.OK, banned.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync("/api/catalog/titles/test:a", Cancel)).StatusCode);
        Assert.Equal("shadow_ban", (string)(await GetAsync(admin, "/api/catalog/titles/test:a"))["visibility"]!);
    }

    [Theory]
    [InlineData("{", 400, "body-not-json", null)]
    [InlineData("[]", 422, "not-a-title", null)]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "colour": 1}""", 422, "unknown-member", "colour")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": 1}""", 400, "wrong-type", "title")]
    [InlineData("""{"id": "Test:x", "kind": "movie", "title": "X"}""", 422, "id-invalid", "id")]
    [InlineData("""{"id": "test:x/y", "kind": "movie", "title": "X"}""", 422, "id-invalid", "id")]
    [InlineData("""{"id": "test:x", "kind": "Movie", "title": "X"}""", 422, "kind-unknown", "kind")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "   "}""", 422, "title-missing", "title")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "a\u0000b"}""", 422, "control-character", "title")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "\ud800"}""", 400, "wrong-type", "title")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "year": 99999}""", 422, "out-of-range", "year")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "duration_ms": -1}""", 422, "out-of-range", "duration_ms")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "published_at": "yesterday"}""", 422, "time-invalid", "published_at")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "language": "../en"}""", 422, "language-invalid", "language")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "playback": {"hls_url": "ftp://x/y"}}""", 422, "url-invalid", "playback.hls_url")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "playback": {"chapters_url": "javascript:x"}}""", 422, "url-invalid", "playback.chapters_url")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "playback": {"thumbnails_url": "//host/x"}}""", 422, "url-invalid", "playback.thumbnails_url")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "playback": {"subtitles": "en"}}""", 400, "wrong-type", "playback.subtitles")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "playback": {"subtitles": ["/en.vtt"]}}""", 400, "wrong-type", "playback.subtitles")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "playback": {"subtitles": [{"language": "en", "url": "file:///x"}]}}""", 422, "url-invalid", "playback.subtitles[0].url")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "playback": {"subtitles": [{"url": "/en.vtt"}]}}""", 422, "language-invalid", "playback.subtitles[0].language")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "playback": {"subtitles": [{"language": "en", "label": "a\u0009b", "url": "/en.vtt"}]}}""", 422, "control-character", "playback.subtitles[0].label")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "visibility": "secret"}""", 422, "visibility-unknown", "visibility")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "series_id": "test:s"}""", 422, "series-not-allowed", "series_id")]
    [InlineData("""{"id": "test:x", "kind": "movie", "title": "X", "tags": ["a", 1]}""", 400, "wrong-type", "tags")]
    public async Task A_hostile_title_is_refused_with_code_and_field(string body, int status, string code, string? field)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var admin = await app.SignInAsync(Role.Admin);

        var response = await admin.PostAsync("/api/admin/titles", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

        var error = (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["error"]!;
        Assert.Equal((status, code, field), ((int)response.StatusCode, (string)error["code"]!, (string?)error["field"]));
        Assert.Equal(0, app.Catalogue.Current.Titles);
    }

    [Fact]
    public async Task A_title_of_ten_megabytes_is_refused()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var huge = JsonSerializer.Serialize(new { id = "test:x", kind = "movie", title = new string('x', 10_000_000) });

        var import = await app.ImportAsync(huge);

        Assert.Equal(("too-long", "title"), (import.Issues[0].Code, import.Issues[0].Field));
    }

    private static async Task<JsonNode> GetAsync(HttpClient client, string path)
    {
        var response = await client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
    }

    private static async Task<HttpResponseMessage> PatchAsync(HttpClient client, string id, string body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/admin/titles/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
            request.Headers.Add("If-Match", ifMatch);
        return await client.SendAsync(request, Cancel);
    }

    private static async Task<string> CodeAsync(HttpResponseMessage response) =>
        (string)(await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["error"]!["code"]!;
}
