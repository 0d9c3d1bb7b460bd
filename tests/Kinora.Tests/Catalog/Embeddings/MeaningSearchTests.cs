using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Catalog.Embeddings;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Embeddings;

public sealed class MeaningSearchTests
{
    private static readonly (string, string?)[] ByHand = [("Embeddings:Automatic", "false")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Titles_are_found_by_what_they_are_about_and_the_name_counts_too(string database)
    {
        await using var app = await StartAsync(database, new TestEmbedder());
        var viewer = await app.SignInAsync();

        var near = await GetAsync(viewer, "q=a+gang+robs+a+bank&mode=semantic");
        Assert.Equal("test:heist", Ids(near)[0]);
        Assert.Equal("semantic", (string)near["mode"]!);
        Assert.True((double)near["items"]![0]!["score"]! > (double)near["items"]![1]!["score"]!);
        var both = await GetAsync(viewer, "q=otter+river");
        Assert.Equal(("hybrid", "test:otter"), ((string)both["mode"]!, Ids(both)[0]));
        Assert.Equal(["test:otter", "test:harbour"], Ids(await GetAsync(viewer, "q=otter+river&mode=semantic&genre=nature")).Order().Reverse());
        Assert.Equal(["test:heist"], Ids(await GetAsync(viewer, "q=otter&mode=semantic&genre=crime&duration_max_ms=6000000")));
    }

    [Theory, EachDatabase]
    public async Task Pages_hold_each_title_once_and_stay_as_they_are(string database)
    {
        await using var app = await StartAsync(database, new TestEmbedder(), 60);
        var viewer = await app.SignInAsync();
        var all = Ids(await GetAsync(viewer, "q=title+number+7&page_size=100"));
        var pages = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            var reply = await GetAsync(viewer, $"q=title+number+7&page={page}&page_size=20");
            pages.AddRange(Ids(reply));
            Assert.Equal(page < 4, (bool)reply["has_more"]!);
        }

        Assert.Equal(all, pages);
        Assert.Equal(64, pages.Distinct().Count());
        Assert.Empty(Ids(await GetAsync(viewer, "q=title&page=9&page_size=100")));
    }

    [Theory, EachDatabase]
    public async Task What_a_profile_may_not_see_is_never_found_and_what_it_hid_is_marked(string database)
    {
        var embedder = new TestEmbedder();
        await using var app = await StartAsync(database, embedder);
        var admin = await app.SignInAsync(Role.Admin);
        Assert.True((await admin.PatchAsJsonAsync("/api/admin/titles/test:storm", new { visibility = "shadow_ban" }, Cancel)).IsSuccessStatusCode);
        var viewer = await app.SignInAsync();
        Assert.True((await viewer.PostAsJsonAsync("/api/viewing/not-interested/test:otter", new { }, Cancel)).IsSuccessStatusCode);

        var found = await GetAsync(viewer, "q=otter+river+storm+bank");
        Assert.DoesNotContain("test:storm", Ids(found));
        Assert.Contains(found["items"]!.AsArray(), item => (string)item!["title"]!["id"]! == "test:otter" && (bool)item["title"]!["hidden"]!);

        var profile = await app.ProfileOfAsync("viewer");
        Assert.True((await viewer.PatchAsJsonAsync($"/api/profiles/{profile}", new { kids = true }, Cancel)).IsSuccessStatusCode);
        Assert.Equal(["test:harbour", "test:otter"], Ids(await GetAsync(viewer, "q=gang+bank+otter&mode=semantic")).Order());
    }

    [Theory]
    [InlineData("q=", "q-invalid")]
    [InlineData("q=x&page=0", "page-out-of-range")]
    [InlineData("q=x&page_size=101", "limit-out-of-range")]
    [InlineData("q=x&mode=psychic", "mode-unknown")]
    [InlineData("q=x&kind=opera", "parameter-invalid")]
    public async Task What_makes_no_sense_is_refused(string query, string code)
    {
        await using var app = await StartAsync("sqlite", new TestEmbedder());
        using var reply = await (await app.SignInAsync()).GetAsync($"/api/catalog/search/semantic?{query}", Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        Assert.Equal(code, (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel))!["error"]!["code"]!);
    }

    [Theory, EachDatabase]
    public async Task Where_questions_cannot_be_understood_words_still_find_titles(string database)
    {
        var embedder = new TestEmbedder();
        await using var app = await StartAsync(database, embedder);
        embedder.DownAfter = 0;
        var viewer = await app.SignInAsync();

        var found = await GetAsync(viewer, "q=otter");
        Assert.Equal(("lexical", "test:otter"), ((string)found["mode"]!, Assert.Single(Ids(found))));
        using var refused = await viewer.GetAsync("/api/catalog/search/semantic?q=otter&mode=semantic", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("embedder-down", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    /// <summary>Four titles, of which two are for everybody, and others on wish; all with vectors.</summary>
    private static async Task<TestApp> StartAsync(string database, TestEmbedder embedder, int others = 0)
    {
        var app = await TestApp.StartAsync(database, embedder.Use, ByHand);
        await app.GivenTitlesAsync(
            new { id = "test:heist", title = "Nine Minutes", synopsis = "A gang robs a bank in the old town.", genres = new[] { "crime" }, duration_ms = 5_400_000, maturity = "R" },
            new { id = "test:otter", title = "Otter", synopsis = "Along a river in the north.", genres = new[] { "nature" }, maturity = "G" },
            new { id = "test:harbour", title = "Harbour", synopsis = "Ships come and go.", genres = new[] { "nature" }, maturity = "G" },
            new { id = "test:storm", title = "Storm", synopsis = "A gang at sea, and no bank near.", genres = new[] { "crime" }, duration_ms = 9_000_000, maturity = "R" });
        if (others > 0)
            await app.GivenManyTitlesAsync(others, provider: "many");
        await app.Get<EmbedTitlesJob>().RunAsync(new(), new JobContext("x", null, 1, 0, null), Cancel);
        Assert.Equal(0, app.Get<GenerateEmbeddings>().Now().Stale);
        return app;
    }

    private static async Task<JsonNode> GetAsync(HttpClient client, string query) =>
        JsonNode.Parse(await client.GetStringAsync($"/api/catalog/search/semantic?{query}", Cancel))!;

    private static List<string> Ids(JsonNode reply) => [.. reply["items"]!.AsArray().Select(item => (string)item!["title"]!["id"]!)];
}
