using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog;

public sealed class SearchTitlesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Titles_are_found_by_name_whatever_case_accent_sign_or_typo(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:casablanca", title = "Casablanca" }, new { id = "test:chud", title = "C.H.U.D." },
            new { id = "test:amelie", title = "Amélie", original_title = "Le Fabuleux Destin d'Amélie Poulain" },
            new { id = "test:percent", title = "100% Wolf" });
        var viewer = await app.SignInAsync();

        Assert.Equal("test:amelie", Assert.Single(await IdsAsync(viewer, "q=AMELIE")));
        Assert.Equal("test:amelie", Assert.Single(await IdsAsync(viewer, "q=fabuleux+destin")));
        Assert.Equal("test:chud", Assert.Single(await IdsAsync(viewer, "q=c.h.u.d.")));
        Assert.Equal("test:percent", Assert.Single(await IdsAsync(viewer, "q=%25")));
        Assert.Empty(await IdsAsync(viewer, "q=_"));
        var typo = await GetAsync(viewer, "q=casablnca");
        Assert.Equal("test:casablanca", (string)typo["items"]![0]!["id"]!);
        Assert.Equal("casablanca", (string)typo["did_you_mean"]!);
    }

    [Theory, EachDatabase]
    public async Task Filters_combine_and_everything_found_is_counted(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:laura", title = "Laura", genres = new[] { "noir" }, duration_ms = 5_280_000, language = "en" },
            new { id = "test:laurel", kind = "clip", title = "Laurel and Hardy", genres = new[] { "comedy" }, duration_ms = 60_000, language = "en" },
            new { id = "test:laurent", title = "Saint Laurent", genres = new[] { "drama" }, duration_ms = 9_000_000, language = "fr" });
        var viewer = await app.SignInAsync();

        var all = await GetAsync(viewer, "q=lau&kind=movie");
        Assert.Equal(["test:laura", "test:laurent"], Ids(all));
        Assert.Equal(2, (int)all["total"]!);
        Assert.Equal(["movie 2", "clip 1"], Counts(all, "kind"));
        Assert.Equal(["drama 1", "noir 1"], Counts(all, "genre").Order());
        Assert.Equal(["test:laura", "test:laurel"], (await IdsAsync(viewer, "genre=Noir&genre=comedy&language=en&sort=name")));
        Assert.Equal(["test:laurel"], await IdsAsync(viewer, "duration_max_ms=100000"));

        var none = await GetAsync(viewer, "q=laura&kind=clip&language=fr");
        Assert.Equal(0, (int)none["total"]!);
        Assert.DoesNotContain("kind", none["relax"]!.AsArray().Select(hint => (string)hint!["without"]!));
        var nearly = await GetAsync(viewer, "q=laura&kind=clip");
        Assert.Contains("kind 1", nearly["relax"]!.AsArray().Select(hint => $"{hint!["without"]} {hint["titles"]}"));
    }

    [Theory, EachDatabase]
    public async Task Pages_follow_each_other_through_an_edit_and_a_cursor_is_bound_to_person_and_question(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(25);
        var viewer = await app.SignInAsync();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await GetAsync(viewer, $"q=title&limit=10{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(Ids(page));
            cursor = (string?)page["next_cursor"];
            if (seen.Count == 10)
            {
                Assert.Equal(HttpStatusCode.UnprocessableEntity, (await viewer.GetAsync($"/api/catalog/titles?q=number&cursor={cursor}", Cancel)).StatusCode);
                var other = await app.ClientAsAsync("other");
                Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.GetAsync($"/api/catalog/titles?q=title&limit=10&cursor={cursor}", Cancel)).StatusCode);
                await app.GivenTitlesAsync(new { id = seen[9], kind = "clip", title = "Renamed title" });
            }
        }
        while (cursor is not null);

        Assert.Equal(25, seen.Distinct().Count());
    }

    [Theory, EachDatabase]
    public async Task An_own_write_is_in_the_next_search(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:a", title = "Gilda" });
        var viewer = await app.SignInAsync();
        Assert.Equal(["test:a"], await IdsAsync(viewer, "q=gilda"));
        await app.GivenTitlesAsync(new { id = "test:a", title = "Rebecca", genres = new[] { "gothic" } });
        Assert.Empty(await IdsAsync(viewer, "q=gilda"));
        Assert.Equal(["test:a"], await IdsAsync(viewer, "q=rebecca&genre=gothic"));
    }

    [Theory, EachDatabase]
    public async Task A_title_above_the_ceiling_or_without_rating_is_not_found_by_a_restricted_profile(string database)
    {
        await using var app = await TestApp.StartAsync(database, TestCallersAt(12));
        await app.GivenTitlesAsync(
            new { id = "test:g", title = "Bear one", maturity = "G" }, new { id = "test:r", title = "Bear two", maturity = "R" },
            new { id = "test:unrated", title = "Bear three" });
        var child = app.Stranger();
        child.DefaultRequestHeaders.Authorization = TestCallers.Header(Role.Viewer, "child");

        var found = await GetAsync(child, "q=bear");

        Assert.Equal(["test:g"], Ids(found));
        Assert.Equal(["movie 1"], Counts(found, "kind"));
        var offered = (await child.GetFromJsonAsync<JsonNode>("/api/catalog/suggest?q=bea", Cancel))!;
        Assert.Equal(["test:g"], Ids(offered));
    }

    [Theory, EachDatabase]
    public async Task Suggestions_come_while_typing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:1", title = "Saint Laurent" }, new { id = "test:2", title = "Laura", year = 1944 }, new { id = "test:3", title = "Vertigo" });
        var viewer = await app.SignInAsync();
        var offered = (await viewer.GetFromJsonAsync<JsonNode>("/api/catalog/suggest?q=lau", Cancel))!;
        Assert.Equal(["Laura", "Saint Laurent"], offered["items"]!.AsArray().Select(item => (string)item!["name"]!));
        Assert.Equal(1944, (int)offered["items"]![0]!["year"]!);
        Assert.Empty((await viewer.GetFromJsonAsync<JsonNode>("/api/catalog/suggest?q=", Cancel))!["items"]!.AsArray());
    }

    [Theory, EachDatabase]
    public async Task What_makes_no_sense_is_refused_with_its_field(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var viewer = await app.SignInAsync();
        foreach (var (query, field) in new[]
                 {
                     ("kind=film", "kind"), ("sort=best", "sort"), ("sort=1", "sort"), ("duration_max_ms=-1", "duration_max_ms"), ("available=maybe", "available"),
                     ("limit=0", "limit"), ("cursor=abc", "cursor"),
                 })
        {
            var answer = await viewer.GetAsync($"/api/catalog/titles?{query}", Cancel);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal(field, (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["error"]!["field"]!);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Stranger().GetAsync("/api/catalog/titles", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync($"/api/catalog/titles?q=%00%ED%A0%80%F0%9F%8E%AC{new string('x', 3000)}", Cancel)).StatusCode);
    }

    private static Action<Microsoft.Extensions.DependencyInjection.IServiceCollection> TestCallersAt(int ceiling) =>
        services => TestCallers.Use(services, ceiling);

    private static async Task<JsonNode> GetAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonNode>($"/api/catalog/titles?{query}", Cancel))!;

    private static async Task<string[]> IdsAsync(HttpClient client, string query) => Ids(await GetAsync(client, query));

    private static string[] Ids(JsonNode reply) => [.. reply["items"]!.AsArray().Select(item => (string)item!["id"]!)];

    private static string[] Counts(JsonNode reply, string facet) =>
        [.. reply["facets"]![facet]!.AsArray().Select(count => $"{count!["value"]} {count["titles"]}")];
}
