using System.Globalization;
using System.Text.Json;
using Kinora.EndToEnd.Support;
using Microsoft.Playwright;

namespace Kinora.EndToEnd;

/// <summary>The feed in a real browser, on a phone's screen.</summary>
public sealed class FeedPageTests : IDisposable
{
    private const int Clips = 160;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_hundred_clips_go_by_without_a_repeat()
    {
        var file = Path.Combine(_folder.Path, "clips.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, Clips).Select(Clip), Cancel);
        var data = Path.Combine(_folder.Path, "data");
        Assert.Equal(0, (await Cli.RunAsync("user", "add", "ed", "--role", "admin", "--data", data)).Code);
        Assert.Equal(0, (await Cli.RunAsync("import", file, "--provider", "test", "--data", data)).Code);
        await using var server = await ServerProcess.StartAsync(data);
        var (_, code, _) = await Cli.RunAsync("user", "code", "ed", "--data", data);
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address, width: 390, height: 844);
        await ViewerTests.EnterAsync(page, code);

        await page.GotoAsync("/feed");
        var seen = new List<string>();
        for (var place = 0; place < 100; place++)
        {
            var clip = page.Locator($"article.clip[data-index='{place}']");
            await clip.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
            seen.Add((await clip.GetAttributeAsync("data-title"))!);
            if (place < 99)
                await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal(100, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(errors);
        // The clip that comes now stays, so its sight is reported: without that this waits in vain.
        var reported = await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("ArrowDown"), "**/api/feed/impressions");
        Assert.Equal(200, reported.Status);
    }

    private static string Clip(int number) => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["id"] = $"test:clip{number.ToString(CultureInfo.InvariantCulture)}",
        ["kind"] = "clip",
        ["title"] = $"Clip number {number.ToString(CultureInfo.InvariantCulture)}",
        ["duration_ms"] = 20_000 + number * 100,
        ["creator"] = $"Maker {(number % 9).ToString(CultureInfo.InvariantCulture)}",
        ["genres"] = new[] { number % 2 == 0 ? "craft" : "science" },
        ["maturity"] = "G",
    });
}
