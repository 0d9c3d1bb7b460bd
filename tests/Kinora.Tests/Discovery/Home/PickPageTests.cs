using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinora.Tests.Support;

namespace Kinora.Tests.Discovery.Home;

public sealed partial class PickPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_page_offers_one_title_that_fits_and_another_when_asked_until_none_is_left(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:long", title = "Long", duration_ms = 9_000_000, moods = new[] { "tense" }, maturity = "G" },
            new { id = "test:one", title = "One", duration_ms = 1_000_000, moods = new[] { "tense" }, maturity = "G" },
            new { id = "test:two", title = "Two", duration_ms = 1_200_000, moods = new[] { "tense" }, maturity = "G" },
            new { id = "test:gentle", title = "Gentle", duration_ms = 1_000_000, moods = new[] { "warm" }, maturity = "G" });
        var viewer = await app.SignInAsync();
        var (offered, address) = (new List<string>(), "/pick?mood=tense&minutes=30");
        while (true)
        {
            var page = await viewer.GetStringAsync(address, Cancel);
            if (!page.Contains("id=\"picked\"", StringComparison.Ordinal))
            {
                Assert.Contains("Nothing fits", page, StringComparison.Ordinal);
                break;
            }

            offered.Add(Picked().Match(page).Groups["id"].Value);
            address = System.Net.WebUtility.HtmlDecode(Another().Match(page).Groups["href"].Value);
        }

        Assert.Equal(["test:one", "test:two"], offered.Order());
    }

    [Theory, EachDatabase]
    public async Task The_reason_names_a_genre_of_the_title_and_a_correction_moves_the_pick(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(
            new { id = "test:first", title = "First", genres = new[] { "comedy" }, duration_ms = 1_000_000, maturity = "G" },
            new { id = "test:long", title = "Long", genres = new[] { "travel" }, duration_ms = 1_000_000, maturity = "G" });
        var (viewer, own) = (await app.ClientAsAsync("ann"), await app.ProfileOfAsync("ann"));
        foreach (var (less, other, genre) in new[] { ("comedy", "test:long", "travel"), ("travel", "test:first", "comedy") })
        {
            await viewer.PatchAsJsonAsync($"/api/profiles/{own}/taste", new { facet = "genre", name = genre, correction = "more" }, Cancel);
            await viewer.PatchAsJsonAsync($"/api/profiles/{own}/taste", new { facet = "genre", name = less, correction = "less" }, Cancel);
            var item = JsonNode.Parse(await viewer.GetStringAsync("/api/recommendations/mood", Cancel))!["item"]!;
            Assert.Equal(other, (string)item["title"]!["id"]!);
            Assert.DoesNotContain(less, (string)item["reason"]!, StringComparison.OrdinalIgnoreCase);
        }
    }

    [GeneratedRegex("id=\"picked\"[^>]*><a href=\"/titles/(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Picked();

    [GeneratedRegex("href=\"(?<href>/pick[^\"]*not=[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Another();
}
