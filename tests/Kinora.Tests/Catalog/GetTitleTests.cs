using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog;

public sealed class GetTitleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_series_shows_its_seasons_and_episodes_in_order_wherever_they_stood_in_the_file(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        // The first episode comes before its series, which even comes with a later import.
        await app.GivenTitlesAsync(Episode(2, 1), Episode(1, 2), Episode(1, 1), Episode(0, 1));
        await app.GivenTitlesAsync(
            new { id = "test:show", kind = "series", title = "The show" },
            new { id = "test:season2", kind = "season", title = "The second season", series_id = "test:show", season = 2 });
        var viewer = await app.SignInAsync();

        var show = (await viewer.GetFromJsonAsync<JsonNode>("/api/catalog/titles/test:show", Cancel))!;

        Assert.Equal([1, 2, 0], show["seasons"]!.AsArray().Select(season => (int)season!["number"]!));
        Assert.Equal(["test:e1x1", "test:e1x2"], show["seasons"]![0]!["episodes"]!.AsArray().Select(episode => (string)episode!["id"]!));
        Assert.Equal("The second season", (string)show["seasons"]![1]!["title"]!["title"]!);
        Assert.Equal("test:show", (string)show["seasons"]![1]!["episodes"]![0]!["series_id"]!);
    }

    [Theory, EachDatabase]
    public async Task The_next_title_is_the_real_next_episode_over_the_end_of_a_season(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:show", kind = "series", title = "The show" }, Episode(1, 1), Episode(1, 2), Episode(2, 1), Episode(0, 1),
            new { id = "test:film", title = "A film" });
        var viewer = await app.SignInAsync();

        Assert.Equal("test:e1x1", await NextAsync(viewer, "test:show"));
        Assert.Equal("test:e1x2", await NextAsync(viewer, "test:e1x1"));
        Assert.Equal("test:e2x1", await NextAsync(viewer, "test:e1x2"));
        Assert.Null(await NextAsync(viewer, "test:e2x1"));
        Assert.Null(await NextAsync(viewer, "test:e0x1"));
        Assert.Null(await NextAsync(viewer, "test:film"));
    }

    [Theory, EachDatabase]
    public async Task Strangers_read_the_catalogue_only_where_it_is_public(string database)
    {
        await using var closed = await TestApp.StartAsync(database);
        await using var open = await TestApp.StartAsync(database, ("Catalog:Public", "true"));
        await open.GivenTitlesAsync(new { id = "test:a", title = "A" });

        Assert.Equal(HttpStatusCode.Unauthorized, (await closed.Stranger().GetAsync("/api/catalog/titles/test:a", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await open.Stranger().GetAsync("/api/catalog/titles/test:a", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await open.Stranger().GetAsync("/api/catalog/titles/nonsense", Cancel)).StatusCode);
    }

    private static object Episode(int season, int episode) => new
    {
        id = $"test:e{season}x{episode}",
        kind = "episode",
        title = $"Episode {season} {episode}",
        series_id = "test:show",
        season,
        episode,
    };

    private static async Task<string?> NextAsync(HttpClient client, string id) =>
        (string?)(await client.GetFromJsonAsync<JsonNode>($"/api/catalog/titles/{id}/next", Cancel))!["items"]!.AsArray().FirstOrDefault()?["title"]!["id"];
}
