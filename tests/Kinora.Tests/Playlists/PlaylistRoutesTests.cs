using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Playlists;

public sealed class PlaylistRoutesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_playlist_keeps_order_and_doubles_and_says_what_is_wrong_with_its_items(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(4, "movie");
        var (editor, viewer, admin) = (await app.SignInAsync(Role.Blessed), await app.SignInAsync(), await app.SignInAsync(Role.Admin));

        var made = await MakeAsync(editor, "Noir night", "test:3", "test:1", "test:3");
        await admin.DeleteAsync("/api/admin/titles/test:1", Cancel);
        var read = (await viewer.GetFromJsonAsync<JsonNode>($"/api/playlists/{made}", Cancel))!;

        Assert.Equal(["test:3", "test:1", "test:3"], Ids(read));
        Assert.Equal([true, false, true], read["items"]!.AsArray().Select(item => (bool)item!["available"]!));
        Assert.Equal([false, false, true], read["items"]!.AsArray().Select(item => (bool)item!["duplicate"]!));
        Assert.Equal((10_800_000L, 1, 1, 3), ((long)read["total_duration_ms"]!, (int)read["unavailable"]!, (int)read["duplicates"]!, (int)read["size"]!));
        Assert.Equal(("saved", "shared", "blessed", false), ((string)read["kind"]!, (string)read["visibility"]!, (string)read["owner"]!, (bool)read["may_change"]!));
        var window = (await viewer.GetFromJsonAsync<JsonNode>($"/api/playlists/{made}?from=2&count=1", Cancel))!;
        Assert.Equal(("test:1", 2), (Ids(window).Single(), (int)window["items"]![0]!["place"]!));
    }

    [Theory, EachDatabase]
    public async Task An_item_or_source_that_is_null_is_refused_by_its_place(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1, "movie");
        var editor = await app.SignInAsync(Role.Blessed);

        var item = await editor.PostAsJsonAsync("/api/playlists", new { name = "a", items = new[] { "test:1", null } }, Cancel);
        var source = await editor.PostAsJsonAsync("/api/playlists", new { name = "b", marathon = new { sources = new string?[] { null } } }, Cancel);

        var problem = (await item.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["error"]!;
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "title-unknown", "items[1]"), (item.StatusCode, (string)problem["code"]!, (string)problem["field"]!));
        Assert.InRange((int)source.StatusCode, 400, 499);
    }

    [Theory, EachDatabase]
    public async Task A_name_is_taken_without_regard_to_case_and_a_free_one_is_offered(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (editor, other) = (await app.SignInAsync(Role.Blessed), await app.ClientAsAsync("other", Role.Blessed));
        await MakeAsync(editor, "Noir Night");
        await editor.PostAsJsonAsync("/api/playlists", new { name = "noir night (2)", visibility = "private" }, Cancel);

        var refused = await other.PostAsJsonAsync("/api/playlists", new { name = "NOIR NIGHT" }, Cancel);
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;

        Assert.Equal((HttpStatusCode.Conflict, "playlist-name-taken"), (refused.StatusCode, (string)problem["error"]!["code"]!));
        Assert.Equal("NOIR NIGHT (3)", (string)problem["suggestion"]!);
        Assert.Equal(HttpStatusCode.Created, (await other.PostAsJsonAsync("/api/playlists", new { name = "NOIR NIGHT (3)" }, Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Of_many_who_take_one_name_at_once_one_gets_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var editor = await app.SignInAsync(Role.Blessed);

        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => editor.PostAsJsonAsync("/api/playlists", new { name = "One" }, Cancel)));

        Assert.Equal((1, 11), (made.Count(one => one.StatusCode == HttpStatusCode.Created), made.Count(one => one.StatusCode == HttpStatusCode.Conflict)));
    }

    [Theory, EachDatabase]
    public async Task Items_are_added_moved_and_removed_by_ranges_of_places(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(6, "movie");
        var editor = await app.SignInAsync(Role.Blessed);
        var id = await MakeAsync(editor, "List", "test:1", "test:2");

        await editor.PostAsJsonAsync($"/api/playlists/{id}/items", new { items = new[] { "test:3", "test:4" } }, Cancel);
        await editor.PostAsJsonAsync($"/api/playlists/{id}/items", new { items = new[] { "test:5" }, at = 1 }, Cancel);
        await editor.PostAsJsonAsync($"/api/playlists/{id}/move", new { from = 2, count = 2, to = 4 }, Cancel);
        var after = await editor.DeleteAsync($"/api/playlists/{id}/items?from=1&count=2", Cancel);

        Assert.Equal(["test:4", "test:1", "test:2"], Ids((await after.Content.ReadFromJsonAsync<JsonNode>(Cancel))!));
        Assert.Equal("\"5\"", after.Headers.ETag!.Tag);
        foreach (var (body, field) in new (object, string)[] { (new { from = 0, to = 1 }, "from"), (new { from = 3, count = 2, to = 1 }, "count"), (new { from = 1, to = 4 }, "to") })
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "out-of-range", field), await RefusalAsync(await editor.PostAsJsonAsync($"/api/playlists/{id}/move", body, Cancel)));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "title-unknown", "items[1]"),
            await RefusalAsync(await editor.PostAsJsonAsync($"/api/playlists/{id}/items", new { items = new[] { "test:1", "test:nowhere" } }, Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Additions_at_once_all_count(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(20, "movie");
        var editor = await app.SignInAsync(Role.Blessed);
        var id = await MakeAsync(editor, "List");

        await Task.WhenAll(Enumerable.Range(1, 20).Select(n => editor.PostAsJsonAsync($"/api/playlists/{id}/items", new { items = new[] { $"test:{n}" } }, Cancel)));

        var read = (await editor.GetFromJsonAsync<JsonNode>($"/api/playlists/{id}", Cancel))!;
        Assert.Equal((20, 21), (Ids(read).Distinct().Count(), (int)read["version"]!));
    }

    [Theory, EachDatabase]
    public async Task The_second_of_two_editors_is_told_what_changed_and_may_merge(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(6, "movie");
        var (ann, bob) = (await app.ClientAsAsync("ann", Role.Blessed), await app.ClientAsAsync("bob", Role.Blessed));
        var id = await MakeAsync(ann, "Ours", "test:1", "test:2", "test:3");

        await SendAsync(ann, HttpMethod.Put, $"/api/playlists/{id}", new { name = "Ours", items = new[] { "test:1", "test:4", "test:3" } }, "\"1\"");
        var late = await SendAsync(bob, HttpMethod.Put, $"/api/playlists/{id}", new { name = "Ours", items = new[] { "test:3", "test:1", "test:2", "test:5" } }, "\"1\"");
        var told = (await late.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["changed"]!;
        var merged = await bob.PostAsJsonAsync($"/api/playlists/{id}/merge", new { base_version = 1, items = new[] { "test:3", "test:1", "test:2", "test:5" } }, Cancel);

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal(("ann", "test:4", "test:2", false), ((string)told["by"]!, (string)told["added"]![0]!["video_id"]!, (string)told["removed"]![0]!["video_id"]!, (bool)told["moved"]!));
        Assert.Equal(["test:3", "test:1", "test:4", "test:5"], Ids((await merged.Content.ReadFromJsonAsync<JsonNode>(Cancel))!));
    }

    [Theory, EachDatabase]
    public async Task Older_versions_come_back_copies_stand_alone_and_removal_can_be_undone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(3, "movie");
        var (ann, bob) = (await app.ClientAsAsync("ann", Role.Blessed), await app.ClientAsAsync("bob", Role.Blessed));
        var id = await MakeAsync(ann, "Mine", "test:1", "test:2");
        await SendAsync(ann, HttpMethod.Put, $"/api/playlists/{id}", new { name = "Mine", items = new[] { "test:3" } });

        var back = await ann.PostAsync($"/api/playlists/{id}/versions/1/restore", null, Cancel);
        var copy = (await (await bob.PostAsJsonAsync($"/api/playlists/{id}/fork", new { }, Cancel)).Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
        var versions = (await ann.GetFromJsonAsync<JsonNode>($"/api/playlists/{id}/versions", Cancel))!["items"]!.AsArray();
        var byBob = await bob.DeleteAsync($"/api/playlists/{id}", Cancel);
        var removed = await ann.DeleteAsync($"/api/playlists/{id}", Cancel);
        var gone = await bob.GetAsync($"/api/playlists/{id}", Cancel);
        var undone = await ann.PostAsync($"/api/playlists/{id}/restore", null, Cancel);

        Assert.Equal(["test:1", "test:2"], Ids((await back.Content.ReadFromJsonAsync<JsonNode>(Cancel))!));
        Assert.Equal(("Mine (2)", "bob", id), ((string)copy["name"]!, (string)copy["owner"]!, (string)copy["forked_from"]!));
        Assert.Equal([("version 1 restored", 2), ("rewritten", 1), ("created", 2)], versions.Select(one => ((string)one!["change"]!, (int)one["size"]!)));
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.OK),
            (byBob.StatusCode, removed.StatusCode, gone.StatusCode, undone.StatusCode));
        Assert.Equal(["test:1", "test:2"], Ids((await bob.GetFromJsonAsync<JsonNode>($"/api/playlists/{id}", Cancel))!));
    }

    [Theory, EachDatabase]
    public async Task What_is_private_is_nowhere_for_others_and_what_is_unlisted_opens_by_its_address(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1, "movie");
        var (ann, bob) = (await app.ClientAsAsync("ann", Role.Blessed), await app.ClientAsAsync("bob", Role.Admin));
        var (hidden, unlisted) = (await MakeAsync(ann, "Hidden", "test:1"), await MakeAsync(ann, "Unlisted", "test:1"));
        await ann.PatchAsJsonAsync($"/api/playlists/{hidden}", new { visibility = "private" }, Cancel);
        await ann.PatchAsJsonAsync($"/api/playlists/{unlisted}", new { visibility = "unlisted" }, Cancel);
        var never = Guid.CreateVersion7().ToString();

        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "", null), (HttpMethod.Get, "/versions", null), (HttpMethod.Put, "", new { name = "X" }), (HttpMethod.Patch, "", new { name = "X" }),
            (HttpMethod.Delete, "", null), (HttpMethod.Post, "/restore", null), (HttpMethod.Post, "/items", new { items = new[] { "test:1" } }),
            (HttpMethod.Delete, "/items?from=1", null), (HttpMethod.Post, "/move", new { from = 1, to = 1 }),
            (HttpMethod.Post, "/merge", new { base_version = 1, items = Array.Empty<string>() }), (HttpMethod.Post, "/fork", new { }), (HttpMethod.Post, "/versions/1/restore", null),
        })
        {
            var (foreign, nothing) = (await SendAsync(bob, method, $"/api/playlists/{hidden}{path}", body), await SendAsync(bob, method, $"/api/playlists/{never}{path}", body));
            Assert.Equal((HttpStatusCode.NotFound, "playlist-not-found"), (foreign.StatusCode, (await RefusalAsync(foreign)).Code));
            Assert.Equal(nothing.StatusCode, foreign.StatusCode);
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (
            (await bob.GetAsync($"/api/playlists/{unlisted}", Cancel)).StatusCode,
            (await bob.PatchAsJsonAsync($"/api/playlists/{unlisted}", new { name = "X" }, Cancel)).StatusCode));
        Assert.Equal((0, 2), (await TotalAsync(bob), await TotalAsync(ann)));

        async Task<int> TotalAsync(HttpClient client) => (int)(await client.GetFromJsonAsync<JsonNode>("/api/playlists", Cancel))!["total"]!;
    }

    [Theory, EachDatabase]
    public async Task Lists_come_in_pages_by_name_and_are_searched_whatever_the_letters(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var editor = await app.SignInAsync(Role.Blessed);
        foreach (var name in new[] { "b", "A", "c", "100% noir", "100_ noir" })
            await MakeAsync(editor, name);

        var first = (await editor.GetFromJsonAsync<JsonNode>("/api/playlists?limit=3", Cancel))!;
        var second = (await editor.GetFromJsonAsync<JsonNode>($"/api/playlists?limit=3&cursor={first["next_cursor"]}", Cancel))!;
        var percent = (await editor.GetFromJsonAsync<JsonNode>("/api/playlists?q=0%25", Cancel))!;

        Assert.Equal(["100% noir", "100_ noir", "A", "b", "c"], [.. Names(first), .. Names(second)]);
        Assert.Equal((3, 5), (Names(first).Length, (int)first["total"]!));
        Assert.Equal(["100% noir"], Names(percent));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "namespace-unknown", "namespace"), await RefusalAsync(await editor.GetAsync("/api/playlists?namespace=x", Cancel)));
    }

    [Fact]
    public async Task A_hundred_thousand_items_stay_usable()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenManyTitlesAsync(100, "movie");
        var editor = await app.SignInAsync(Role.Blessed);
        var id = await MakeAsync(editor, "Long", [.. Enumerable.Range(0, 100_000).Select(n => $"test:{(n % 100) + 1}")]);

        var moved = await editor.PostAsJsonAsync($"/api/playlists/{id}/move", new { from = 1, count = 50_000, to = 50_001 }, Cancel);
        var window = (await editor.GetFromJsonAsync<JsonNode>($"/api/playlists/{id}?from=99999&count=10", Cancel))!;
        var full = await editor.PostAsJsonAsync($"/api/playlists/{id}/items", new { items = new[] { "test:1" } }, Cancel);

        Assert.Equal((HttpStatusCode.OK, 2, 100_000), (moved.StatusCode, window["items"]!.AsArray().Count, (int)window["size"]!));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "too-many", "items"), await RefusalAsync(full));
    }

    private static async Task<string> MakeAsync(HttpClient client, string name, params string[] items)
    {
        var made = await client.PostAsJsonAsync("/api/playlists", new { name, items }, Cancel);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (string)(await made.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["id"]!;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (match is not null)
            request.Headers.Add("If-Match", match);
        return await client.SendAsync(request, Cancel);
    }

    private static async Task<(HttpStatusCode Status, string Code, string? Field)> RefusalAsync(HttpResponseMessage reply)
    {
        var error = (await reply.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["error"]!;
        return (reply.StatusCode, (string)error["code"]!, (string?)error["field"]);
    }

    private static string[] Ids(JsonNode playlist) => [.. playlist["items"]!.AsArray().Select(item => (string)item!["video_id"]!)];

    private static string[] Names(JsonNode page) => [.. page["items"]!.AsArray().Select(item => (string)item!["name"]!)];
}
