using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Playlists.Files;

public sealed class PlaylistFilesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_playlist_goes_out_in_each_format_and_comes_back_the_same(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:laura", title = "Laura; \"a\" portrait", duration_ms = 5_280_000, playback = new { hls_url = "/laura.m3u8" } }, new { id = "test:sum", title = "=SUM(A1:A9)" });
        var editor = await app.SignInAsync(Role.Blessed);
        string[] items = ["test:sum", "test:laura", "test:sum"];
        using var made = await editor.PostAsJsonAsync("/api/playlists", new { name = "Night: the / first", description = "About <it>", items }, Cancel);
        var id = (string)(await ReadAsync(made))["id"]!;

        foreach (var format in (string[])["m3u8", "xspf", "csv", "json"])
        {
            using var file = await editor.GetAsync($"/api/playlists/{id}/export?format={format}", Cancel);
            var bytes = await file.Content.ReadAsByteArrayAsync(Cancel);
            Assert.EndsWith($".{format}", file.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
            Assert.Contains("/laura.m3u8", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.DoesNotContain(",=SUM", Encoding.UTF8.GetString(bytes).Replace("#EXTINF:-1,=SUM", "", StringComparison.Ordinal), StringComparison.Ordinal);
            using var back = await editor.PostAsync($"/api/playlists/import?file={file.Content.Headers.ContentDisposition!.FileNameStar}", new ByteArrayContent(bytes), Cancel);
            var report = await ReadAsync(back);
            Assert.True(back.StatusCode == HttpStatusCode.Created, report.ToJsonString());
            Assert.Equal((3, 0), ((int)report["matched"]!, (int)report["not_matched"]!));
            Assert.Equal(items, report["playlist"]!["items"]!.AsArray().Select(item => (string)item!["video_id"]!));
            Assert.StartsWith(format == "csv" ? "Night- the - first" : "Night: the / first (", (string)report["playlist"]!["name"]!, StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task Titles_are_found_by_id_by_address_and_by_the_one_name_and_each_other_line_is_told(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:a", title = "Amélie" }, new { id = "test:b", title = "Twice" }, new { id = "test:c", title = "twice!" }, new { id = "youtube:miTpJmMt7uo", title = "A video" },
            new { id = "test:show", kind = "series", title = "A show" }, new { id = "test:adult", title = "Not for children", maturity = "NC-17" });
        var editor = await app.SignInAsync(Role.Blessed);
        const string file = "test:b\nhttps://elsewhere.example/titles/test:c\nhttp://x/watch/test%3Aa\nhttps://youtu.be/miTpJmMt7uo\nhttps://www.youtube.com/watch?t=3&v=miTpJmMt7uo\nAMELIE\nTwice\nA show\nnobody knows this\n///\n";

        using var made = await editor.PostAsync("/api/playlists/import?name=Found&visibility=private", new StringContent(file), Cancel);
        var report = await ReadAsync(made);

        Assert.True(made.StatusCode == HttpStatusCode.Created, report.ToJsonString());
        Assert.Equal(["test:b", "test:c", "test:a", "youtube:miTpJmMt7uo", "youtube:miTpJmMt7uo", "test:a"], report["playlist"]!["items"]!.AsArray().Select(item => (string)item!["video_id"]!));
        Assert.Equal([(7, "ambiguous"), (8, "unknown"), (9, "unknown"), (10, "unknown")], report["unmatched"]!.AsArray().Select(line => ((int)line!["line"]!, (string)line["reason"]!)));
        Assert.Equal(("Found", "private"), ((string)report["playlist"]!["name"]!, (string)report["playlist"]!["visibility"]!));
    }

    [Theory, EachDatabase]
    public async Task A_file_without_a_title_of_ours_or_of_no_form_makes_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1, "movie");
        var (editor, viewer) = (await app.SignInAsync(Role.Blessed), await app.SignInAsync());
        async Task<(HttpStatusCode, string)> RefusedAsync(string query, HttpContent content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/playlists/import" + query) { Content = content };
            request.Headers.ExpectContinue = true;
            using var reply = await editor.SendAsync(request, Cancel);
            return (reply.StatusCode, (string)(await ReadAsync(reply))["error"]!["code"]!);
        }

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "playlist-file-empty"), await RefusedAsync("", new StringContent("nobody\n")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "playlist-file-empty"), await RefusedAsync("", new StringContent("")));
        Assert.Equal((HttpStatusCode.BadRequest, "playlist-file-invalid"), await RefusedAsync("?format=xspf", new StringContent("<!DOCTYPE a><playlist/>")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "format-unknown"), await RefusedAsync("?format=pls", new StringContent("test:1")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "parameter-invalid"), await RefusedAsync("?visibility=nobody", new StringContent("test:1")));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), await RefusedAsync("", new ByteArrayContent(new byte[(32 * 1024 * 1024) + 1])));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsync("/api/playlists/import", new StringContent("test:1"), Cancel)).StatusCode);
        Assert.Equal(0, (int)(await editor.GetFromJsonAsync<JsonNode>("/api/playlists", Cancel))!["total"]!);
    }

    [Theory, EachDatabase]
    public async Task A_private_list_is_nobody_elses_to_take_along(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (editor, other) = (await app.SignInAsync(Role.Blessed), await app.ClientAsAsync("other", Role.Blessed));
        using var made = await editor.PostAsJsonAsync("/api/playlists", new { name = "Mine", visibility = "private" }, Cancel);
        var id = (string)(await ReadAsync(made))["id"]!;

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/playlists/{id}/export?format=csv", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync($"/api/playlists/{id}/export?format=csv", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.GetAsync($"/api/playlists/{id}/export?format=pls", Cancel)).StatusCode);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage reply) => (await reply.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
}
