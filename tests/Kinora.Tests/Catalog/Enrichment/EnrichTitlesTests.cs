using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Catalog.Embeddings;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Enrichment;

public sealed class EnrichTitlesTests
{
    private static readonly (string, string?)[] Real = [("Embeddings:Weights", TestWeights.Folder), ("Embeddings:Automatic", "false")];

    private static readonly object Ghost = new
    {
        id = "test:ghost",
        title = "The Hollow Stair",
        genres = new[] { "horror" },
        maturity = "G",
        synopsis = "A family moves into an old house and is terrified by the ghost of a murdered woman that walks at night.",
    };

    private static readonly object Wedding = new
    {
        id = "test:wedding",
        title = "Two Rings",
        genres = new[] { "romance", "comedy" },
        maturity = "G",
        synopsis = "A man and a woman who cannot stand each other have to plan a wedding together, and fall deeply in love.",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Titles_get_moods_and_themes_that_search_and_pick_can_use(string database)
    {
        await using var app = await StartAsync(database, Ghost, Wedding);
        var report = await EnrichAsync(app);
        var viewer = await app.SignInAsync();

        Assert.Equal((2, 2, 0), ((int)report["titles"]!, (int)report["written"]!, (int)report["by_hand"]!));
        Assert.Contains("scary", await WordsAsync(viewer, "test:ghost", "moods"));
        Assert.Contains("the supernatural", await WordsAsync(viewer, "test:ghost", "themes"));
        Assert.StartsWith("A family moves into an old house", (string?)JsonNode.Parse(await viewer.GetStringAsync("/api/catalog/titles/test:ghost", Cancel))!["short_description"], StringComparison.Ordinal);
        Assert.Contains("romantic", await WordsAsync(viewer, "test:wedding", "moods"));
        Assert.Contains("marriage", await WordsAsync(viewer, "test:wedding", "themes"));
        var found = JsonNode.Parse(await viewer.GetStringAsync("/api/catalog/titles?mood=scary&theme=the+supernatural", Cancel))!;
        Assert.Equal("test:ghost", (string)Assert.Single(found["items"]!.AsArray())!["id"]!);
        Assert.Equal(0, (int)(await EnrichAsync(app))["written"]!);
    }

    [Theory, EachDatabase]
    public async Task What_a_person_set_stays_also_where_they_took_it_all_away(string database)
    {
        await using var app = await StartAsync(database, Ghost, Wedding, new { id = "test:own", title = "Own", moods = new[] { "strange" }, synopsis = "A ghost haunts an old house." });
        var admin = await app.SignInAsync(Role.Admin);
        await EnrichAsync(app);
        Assert.True((await admin.PatchAsJsonAsync("/api/admin/titles/test:ghost", new { moods = Array.Empty<string>() }, Cancel)).IsSuccessStatusCode);
        Assert.True((await admin.PatchAsJsonAsync("/api/admin/titles/test:wedding", new { moods = new[] { "stormy" } }, Cancel)).IsSuccessStatusCode);
        await EmbedAsync(app);

        var report = await EnrichAsync(app);

        Assert.Equal(2, (int)report["by_hand"]!);
        Assert.Empty(await WordsAsync(admin, "test:ghost", "moods"));
        Assert.Equal(["stormy"], await WordsAsync(admin, "test:wedding", "moods"));
        Assert.Equal(["strange"], await WordsAsync(admin, "test:own", "moods"));
        await EnrichAsync(app);
        Assert.Equal(["strange"], await WordsAsync(admin, "test:own", "moods"));
    }

    [Theory, EachDatabase]
    public async Task An_import_that_brings_the_same_leaves_them_and_one_with_other_texts_gives_way_to_new_ones(string database)
    {
        await using var app = await StartAsync(database, Ghost);
        await EnrichAsync(app);
        var viewer = await app.SignInAsync();
        var moods = await WordsAsync(viewer, "test:ghost", "moods");

        Assert.Equal(1, (await app.GivenTitlesAsync(Ghost)).Unchanged);
        Assert.Equal(moods, await WordsAsync(viewer, "test:ghost", "moods"));

        await app.GivenTitlesAsync(new
        {
            id = "test:ghost",
            title = "The Happy Stair",
            genres = new[] { "comedy" },
            maturity = "G",
            synopsis = "A hilarious comedy: a silly fool stumbles from one ridiculous mishap into the next.",
        });
        await EmbedAsync(app);
        await EnrichAsync(app);
        Assert.Contains("funny", await WordsAsync(viewer, "test:ghost", "moods"));
        Assert.DoesNotContain("scary", await WordsAsync(viewer, "test:ghost", "moods"));
    }

    [Theory]
    [InlineData("Titles_are_there", "magic", HttpStatusCode.UnprocessableEntity, "provider-unknown")]
    [InlineData("Nothing_embeds", "local", HttpStatusCode.ServiceUnavailable, "embedder-missing")]
    public async Task What_cannot_be_done_is_refused(string why, string provider, HttpStatusCode status, string code)
    {
        await using var app = why == "Nothing_embeds" ? await TestApp.StartAsync("sqlite") : await TestApp.StartAsync("sqlite", new TestEmbedder().Use);
        using var refused = await (await app.SignInAsync(Role.Admin)).PostAsJsonAsync("/api/admin/titles/enrich", new { provider }, Cancel);
        Assert.Equal(status, refused.StatusCode);
        Assert.Contains(code, await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<TestApp> StartAsync(string database, params object[] titles)
    {
        TestWeights.Need();
        var app = await TestApp.StartAsync(database, Real);
        await app.GivenTitlesAsync(titles);
        await EmbedAsync(app);
        return app;
    }

    private static Task EmbedAsync(TestApp app) => app.Get<EmbedTitlesJob>().RunAsync(new(), new JobContext("x", null, 1, 0, null), Cancel);

    private static async Task<JsonNode> EnrichAsync(TestApp app)
    {
        var admin = await app.SignInAsync(Role.Admin);
        using var filed = await admin.PostAsJsonAsync("/api/admin/titles/enrich", new { }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, filed.StatusCode);
        await app.RunJobsAsync();
        var job = (string)JsonNode.Parse(await filed.Content.ReadAsStringAsync(Cancel))!["job"]!;
        var done = JsonNode.Parse(await admin.GetStringAsync($"/api/jobs/{job}", Cancel))!;
        Assert.Equal("done", (string)done["state"]!);
        return done["report"]!;
    }

    private static async Task<List<string>> WordsAsync(HttpClient client, string id, string member) =>
        [.. JsonNode.Parse(await client.GetStringAsync($"/api/catalog/titles/{id}", Cancel))![member]!.AsArray().Select(word => (string)word!)];
}
