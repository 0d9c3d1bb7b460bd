using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Collections;

public sealed class CollectionRoutesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_collection_keeps_its_order_and_shows_only_what_may_be_seen(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(4, "movie");
        var (blessed, viewer, admin) = (await app.SignInAsync(Role.Blessed), await app.SignInAsync(), await app.SignInAsync(Role.Admin));

        var created = await blessed.PostAsJsonAsync(
            "/api/catalog/collections", new { id = "noir-night", name = "Noir night", items = new[] { "test:3", "test:1", "test:2" } }, Cancel);
        await admin.DeleteAsync("/api/admin/titles/test:1", Cancel);
        var read = (await viewer.GetFromJsonAsync<JsonNode>("/api/catalog/collections/noir-night", Cancel))!;

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(["test:3", "test:2"], read["items"]!.AsArray().Select(item => (string)item!["id"]!));
        Assert.Equal(("Noir night", 2, 1), ((string)read["name"]!, (int)read["titles"]!, (int)read["position"]!));
    }

    [Theory, EachDatabase]
    public async Task Collections_are_changed_moved_and_removed_and_a_stale_change_is_412(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var blessed = await app.SignInAsync(Role.Blessed);
        foreach (var id in new[] { "a", "b", "c" })
            await blessed.PostAsJsonAsync("/api/catalog/collections", new { id, name = id, items = new[] { "test:1" } }, Cancel);

        var moved = await blessed.PatchAsJsonAsync("/api/catalog/collections/c", new { position = 1 }, Cancel);
        var put = await blessed.PutAsJsonAsync("/api/catalog/collections/a", new { name = "A", items = new[] { "test:2" } }, Cancel);
        using var stale = new HttpRequestMessage(HttpMethod.Patch, "/api/catalog/collections/a") { Content = JsonContent.Create(new { name = "Late" }) };
        stale.Headers.Add("If-Match", "\"1\"");
        var late = await blessed.SendAsync(stale, Cancel);
        var removed = await blessed.DeleteAsync("/api/catalog/collections/b", Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (moved.StatusCode, put.StatusCode));
        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.NoContent), (late.StatusCode, removed.StatusCode));
        var list = (await blessed.GetFromJsonAsync<JsonNode>("/api/catalog/collections", Cancel))!["items"]!.AsArray();
        Assert.Equal([("c", 1), ("a", 2)], list.Select(item => ((string)item!["id"]!, (int)item["position"]!)));
    }

    [Theory, EachDatabase]
    public async Task A_collection_is_shown_to_others_while_it_is_published_and_its_time_lasts(string database)
    {
        var clock = new TestClock();
        await using var app = await TestApp.StartAsync(database, clock);
        await app.GivenManyTitlesAsync(1, "movie");
        var (blessed, viewer) = (await app.SignInAsync(Role.Blessed), await app.SignInAsync());
        var now = clock.GetUtcNow();
        var body = new { id = "xmas", name = "Winter", items = new[] { "test:1" }, shown_from = now.AddHours(1), shown_until = now.AddHours(2) };
        Assert.Equal(HttpStatusCode.Created, (await blessed.PostAsJsonAsync("/api/catalog/collections", body, Cancel)).StatusCode);
        async Task<(bool One, bool List, bool Home)> SeesAsync(HttpClient client) =>
        (
            (await client.GetAsync("/api/catalog/collections/xmas", Cancel)).IsSuccessStatusCode,
            (await client.GetStringAsync("/api/catalog/collections", Cancel)).Contains("Winter", StringComparison.Ordinal),
            (await client.GetStringAsync("/api/recommendations/home", Cancel)).Contains("Winter", StringComparison.Ordinal));

        Assert.Equal((false, false, false), await SeesAsync(viewer));
        Assert.Equal((true, true), ((await SeesAsync(blessed)).One, (await SeesAsync(blessed)).List));
        clock.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal((true, true, true), await SeesAsync(viewer));
        await blessed.PatchAsJsonAsync("/api/catalog/collections/xmas", new { published = false }, Cancel);
        Assert.Equal((false, false), ((await SeesAsync(viewer)).One, (await SeesAsync(viewer)).List));
        await blessed.PatchAsJsonAsync("/api/catalog/collections/xmas", new { published = true }, Cancel);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((false, false), ((await SeesAsync(viewer)).One, (await SeesAsync(viewer)).List));
        // Put without times: for good again.
        await blessed.PutAsJsonAsync("/api/catalog/collections/xmas", new { name = "Winter", items = new[] { "test:1" } }, Cancel);
        Assert.True((await SeesAsync(viewer)).One);
    }

    [Theory, EachDatabase]
    public async Task Changes_at_once_each_count(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1, "movie");
        var blessed = await app.SignInAsync(Role.Blessed);

        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => blessed.PostAsJsonAsync(
            "/api/catalog/collections", new { id = $"c{n % 10}", name = $"C{n}", items = new[] { "test:1" } }, Cancel)));

        Assert.Equal((10, 10), (made.Count(m => m.StatusCode == HttpStatusCode.Created), made.Count(m => m.StatusCode == HttpStatusCode.Conflict)));
        Assert.Equal(Enumerable.Range(1, 10), (await app.Get<ICollections>().ListAsync(Cancel)).Select(collection => (int)collection.Position));
    }

    [Theory]
    [InlineData("""{"name": "X", "items": ["test:1", "test:nowhere"]}""", 422, "title-unknown", "items[1]")]
    [InlineData("""{"name": "X", "items": ["test:1", "test:1"]}""", 422, "title-twice", "items[1]")]
    [InlineData("""{"name": "X", "items": ["test:1"], "shown_from": "2026-02-01T00:00:00Z", "shown_until": "2026-01-01T00:00:00Z"}""", 422, "out-of-range", "shown_until")]
    [InlineData("""{"name": "X", "items": ["test:1", null]}""", 422, "title-unknown", "items[1]")]
    [InlineData("""{"name": "X", "items": null}""", 422, "value-invalid", "items")]
    [InlineData("""{"name": " "}""", 422, "name-missing", "name")]
    [InlineData("""{"id": "A b", "name": "X"}""", 422, "id-invalid", "id")]
    public async Task What_is_wrong_with_a_collection_is_said_with_its_place(string body, int status, string code, string field)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        await app.GivenManyTitlesAsync(1, "movie");
        var blessed = await app.SignInAsync(Role.Blessed);

        var response = await blessed.PostAsync(
            "/api/catalog/collections", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancel);

        var error = (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["error"]!;
        Assert.Equal((status, code, field), ((int)response.StatusCode, (string)error["code"]!, (string)error["field"]!));
    }

    [Fact]
    public async Task Viewers_read_collections_and_do_not_write_them()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var viewer = await app.SignInAsync();

        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync("/api/catalog/collections", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsJsonAsync("/api/catalog/collections", new { name = "X" }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.DeleteAsync("/api/catalog/collections/x", Cancel)).StatusCode);
    }
}
