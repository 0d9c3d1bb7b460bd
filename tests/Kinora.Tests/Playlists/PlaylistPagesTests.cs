using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Playlists;

public sealed class PlaylistPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_playlist_is_made_removed_and_brought_back_without_script(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ClientAsAsync("ed", Role.Blessed);
        var page = await PageClient.SignInAsync(app, "ed");

        using var made = await page.SubmitAsync("/playlists", "name=\"visibility\"", ("name", "Noir night"), ("visibility", "Private"));
        var address = PageClient.Leads(made)!;
        Assert.StartsWith("/playlists/", address, StringComparison.Ordinal);
        Assert.Contains("<kin-playlist", await page.ReadAsync(address), StringComparison.Ordinal);
        using var taken = await page.SubmitAsync("/playlists", "name=\"visibility\"", ("name", "NOIR night"));
        Assert.Contains("&#x27;NOIR night (2)&#x27; is free.", await taken.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var removed = await page.SubmitAsync(address, "/delete");
        var after = PageClient.Leads(removed)!;
        Assert.DoesNotContain("Noir night", await page.ReadAsync(after), StringComparison.Ordinal);
        using var back = await page.SubmitAsync(after, "/restore");
        Assert.Contains("Noir night", await page.ReadAsync(PageClient.Leads(back)!), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Ones_own_lists_stand_apart_from_those_of_others_and_are_found_by_name(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var (ed, other) = (await app.ClientAsAsync("ed", Role.Blessed), await app.ClientAsAsync("other", Role.Blessed));
        await MakeAsync(ed, "Noir of mine", "private", "test:2", "test:1");
        await MakeAsync(other, "Noir of theirs", "shared", "test:1");
        await MakeAsync(other, "Hidden from all", "private");
        var page = await PageClient.SignInAsync(app, "ed");

        var all = await page.ReadAsync("/playlists");
        var (mine, theirs) = (all[all.IndexOf("data-whose=\"mine\"", StringComparison.Ordinal)..all.IndexOf("data-whose=\"others\"", StringComparison.Ordinal)], all[all.IndexOf("data-whose=\"others\"", StringComparison.Ordinal)..]);
        Assert.Contains("Noir of mine", mine, StringComparison.Ordinal);
        Assert.Contains("/art/test:2.svg", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("theirs", mine, StringComparison.Ordinal);
        Assert.Contains("Noir of theirs", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden from all", all, StringComparison.Ordinal);
        Assert.Contains("No such playlist", await page.ReadAsync("/playlists?q=western"), StringComparison.Ordinal);
        Assert.Equal(1, (int)(await ed.GetFromJsonAsync<JsonNode>("/api/playlists?whose=mine", Cancel))!["total"]!);
        Assert.Equal(1, (int)(await ed.GetFromJsonAsync<JsonNode>("/api/playlists?whose=others", Cancel))!["total"]!);
        using var strange = await ed.GetAsync("/api/playlists?whose=nobody", Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, strange.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Whoever_may_only_look_gets_the_list_and_its_files_and_no_builder(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var (ed, admin) = (await app.ClientAsAsync("ed", Role.Blessed), await app.SignInAsync(Role.Admin));
        var id = await MakeAsync(ed, "Shared list", "shared", "test:1", "test:2", "test:1");
        var hidden = await MakeAsync(ed, "Private list", "private");
        await admin.DeleteAsync("/api/admin/titles/test:2", Cancel);
        var viewer = await PageClient.SignInAsync(app, "ann");

        var page = await viewer.ReadAsync($"/playlists/{id}");
        Assert.DoesNotContain("<kin-playlist", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/delete", page, StringComparison.Ordinal);
        Assert.Contains("Title number 1", page, StringComparison.Ordinal);
        Assert.Contains("removed", page, StringComparison.Ordinal);
        Assert.Contains("stands above already", page, StringComparison.Ordinal);
        Assert.Contains($"/api/playlists/{id}/export?format=xspf", page, StringComparison.Ordinal);
        using var gone = await viewer.Http.GetAsync($"/playlists/{hidden}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var marathons = await viewer.Http.GetAsync("/marathons", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, marathons.StatusCode);
        var lists = await viewer.ReadAsync("/playlists");
        Assert.DoesNotContain("id=\"new\"", lists, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_copy_is_made_by_its_button_and_a_file_is_brought_in_with_a_report(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var ed = await app.ClientAsAsync("ed", Role.Blessed);
        var id = await MakeAsync(ed, "List", "shared", "test:1");
        var page = await PageClient.SignInAsync(app, "ed");

        using var copied = await page.SubmitAsync($"/playlists/{id}", "/copy");
        Assert.Contains("List (2)", await page.ReadAsync(PageClient.Leads(copied)!), StringComparison.Ordinal);

        var form = await page.ReadAsync("/playlists/import");
        using var file = new ByteArrayContent("test:2\nTitle Number 3\n=nobody's line\n"u8.ToArray());
        file.Headers.ContentType = MediaTypeHeaderValue.Parse("application/octet-stream");
        using var content = new MultipartFormDataContent
        {
            { file, "file", "from a friend.m3u8" },
            { new StringContent("import"), "_handler" },
            { new StringContent(Token(form)), "__RequestVerificationToken" },
        };
        using var imported = await page.Http.PostAsync("/playlists/import", content, Cancel);
        var report = await imported.Content.ReadAsStringAsync(Cancel);
        Assert.True(imported.StatusCode == HttpStatusCode.OK, report);
        Assert.Contains("2 taken, 1 not matched.", report, StringComparison.Ordinal);
        Assert.Contains("from a friend", report, StringComparison.Ordinal);
        Assert.Contains("=nobody", report, StringComparison.Ordinal);
    }

    private static string Token(string page)
    {
        var start = page.IndexOf("name=\"__RequestVerificationToken\" value=\"", StringComparison.Ordinal) + "name=\"__RequestVerificationToken\" value=\"".Length;
        return WebUtility.HtmlDecode(page[start..page.IndexOf('"', start)]);
    }

    private static async Task<string> MakeAsync(HttpClient client, string name, string visibility, params string[] items)
    {
        using var made = await client.PostAsJsonAsync("/api/playlists", new { name, visibility, items }, Cancel);
        return (string)(await made.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["id"]!;
    }
}
