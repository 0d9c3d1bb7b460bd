using System.Globalization;
using System.Text;
using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd;

/// <summary>A library as lists of films and series give it: no clips, no pictures, nothing that plays.</summary>
public sealed class FilmLibraryTests : IDisposable
{
    private const string Radio = """{ "id": "radio:1", "kind": "audio", "title": "A play", "duration_ms": 900000, "creator": "Air", "maturity": "G" }""" + "\n";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task The_feed_offers_the_kinds_that_there_are_and_no_page_shows_a_broken_picture(int width)
    {
        var data = Path.Combine(_folder.Path, "data");
        Assert.Equal(0, (await Cli.RunAsync("user", "add", "ed", "--role", "admin", "--data", data)).Code);
        Assert.Equal(0, (await Cli.RunAsync("import", _folder.File("shelf_titles.csv", Rows()), _folder.File("radio.ndjson", Radio), "--data", data)).Code);
        await using var server = await ServerProcess.StartAsync(data);
        var (_, code, _) = await Cli.RunAsync("user", "code", "ed", "--data", data);
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address, width);
        await ViewerTests.EnterAsync(page, code);

        var first = page.WaitForRequestAsync("**/api/feed?*");
        await page.GotoAsync("/feed");
        Assert.Contains("kind=movie", (await first).Url, StringComparison.Ordinal);
        await page.Locator("article.clip h2").First.WaitForAsync();
        Assert.Equal(["movie", "audio"], await page.EvaluateAsync<string[]>("[...document.querySelectorAll('kin-feed select option')].map(option => option.value)"));
        var second = page.WaitForRequestAsync("**/api/feed?*");
        await page.Locator("kin-feed select").SelectOptionAsync("audio");
        Assert.Contains("kind=audio", (await second).Url, StringComparison.Ordinal);
        await page.Locator("article.clip[data-title='radio:1'] h2").First.WaitForAsync();

        foreach (var address in new[] { "/", "/search?q=title+7", "/titles/shelf:m7" })
        {
            await page.GotoAsync(address);
            await page.WaitForFunctionAsync("() => [...document.images].every(image => image.complete || image.loading === 'lazy')");
            Assert.Equal(0, await page.EvaluateAsync<int>("[...document.images].filter(image => image.complete && image.naturalWidth === 0 && image.currentSrc).length"));
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), address);
        }

        Assert.Empty(errors);
    }

    private static string Rows()
    {
        var text = new StringBuilder("show_id,type,title,release_year,listed_in,duration\n");
        for (var n = 0; n < 60; n++)
            text.Append(CultureInfo.InvariantCulture, $"m{n},Movie,Title {n},{1930 + n},Dramas,{60 + n} min\n");
        for (var n = 0; n < 20; n++)
            text.Append(CultureInfo.InvariantCulture, $"s{n},TV Show,Show {n},{1990 + n},Comedies,{1 + (n % 4)} Seasons\n");
        return text.ToString();
    }
}
