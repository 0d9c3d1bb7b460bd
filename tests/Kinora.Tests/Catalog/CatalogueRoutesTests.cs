using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog;

public sealed class CatalogueRoutesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_creator_shows_their_titles_newest_first_page_by_page(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(Enumerable.Range(1, 25).Select(n => (object)new { id = $"test:{n}", title = $"T{n}", creator = "Ida Lupino", year = 1930 + n }));
        var viewer = await app.SignInAsync();

        var first = (await viewer.GetFromJsonAsync<JsonNode>("/api/catalog/creators/ida-lupino?limit=20", Cancel))!;
        var second = (await viewer.GetFromJsonAsync<JsonNode>($"/api/catalog/creators/ida-lupino?limit=20&cursor={first["next_cursor"]}", Cancel))!;

        Assert.Equal(("Ida Lupino", 25), ((string)first["name"]!, (int)first["total"]!));
        Assert.Equal(
            Enumerable.Range(1, 25).Reverse().Select(n => $"test:{n}"),
            first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => (string)item!["id"]!));
        Assert.Null(second["next_cursor"]);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync("/api/catalog/creators/nobody", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Genres_are_counted_over_public_titles(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:1", title = "A", genres = new[] { "noir", "drama" }, categories = new[] { "Classics" } },
            new { id = "test:2", title = "B", genres = new[] { "Dramas" } },
            new { id = "test:3", title = "C", genres = new[] { "noir" } });
        await (await app.SignInAsync(Role.Admin)).DeleteAsync("/api/admin/titles/test:3", Cancel);
        var viewer = await app.SignInAsync();

        var genres = (await viewer.GetFromJsonAsync<JsonNode>("/api/catalog/genres", Cancel))!["items"]!.AsArray();
        var categories = (await viewer.GetFromJsonAsync<JsonNode>("/api/catalog/categories", Cancel))!["items"]!.AsArray();

        Assert.Equal([("drama", 2), ("noir", 1)], genres.Select(genre => ((string)genre!["name"]!, (int)genre["titles"]!)));
        Assert.Equal([("Classics", 1)], categories.Select(word => ((string)word!["name"]!, (int)word["titles"]!)));
    }

    [Theory, EachDatabase]
    public async Task Admins_see_what_is_missing_and_how_snapshots_went(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:1", title = "A", synopsis = "There." }, new { id = "test:2", title = "B", year = 1950 });
        var admin = await app.SignInAsync(Role.Admin);

        var complete = (await admin.GetFromJsonAsync<JsonNode>("/api/admin/titles/completeness", Cancel))!;
        var refresh = await admin.PostAsJsonAsync("/api/admin/catalog/refresh", new { }, Cancel);
        await app.RunJobsAsync();
        var snapshots = (await admin.GetFromJsonAsync<JsonNode>("/api/admin/catalog/snapshots", Cancel))!["items"]!.AsArray();

        var missing = complete["missing"]!.AsArray().ToDictionary(m => (string)m!["member"]!, m => (int)m!["titles"]!);
        Assert.Equal((2, 1, 1, 2), ((int)complete["titles"]!, missing["synopsis"], missing["year"], missing["artwork"]));
        Assert.Equal(HttpStatusCode.Accepted, refresh.StatusCode);
        Assert.Equal((2, 1), ((int)snapshots[0]!["titles"]!, (int)snapshots[0]!["version"]!));
        var unknown = await admin.PostAsJsonAsync("/api/admin/catalog/refresh", new { connector = "nowhere" }, Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }
}
