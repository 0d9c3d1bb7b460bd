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

    [GeneratedRegex("id=\"picked\"[^>]*><a href=\"/titles/(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Picked();

    [GeneratedRegex("href=\"(?<href>/pick[^\"]*not=[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Another();
}
