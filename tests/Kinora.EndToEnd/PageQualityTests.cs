using System.Text.Json;
using Kinora.EndToEnd.Support;
using Microsoft.Playwright;

namespace Kinora.EndToEnd;

/// <summary>What a page promises to everybody: it is light, it does not jump, it rests for who wants rest, and it turns with the writing.</summary>
public sealed class PageQualityTests : IDisposable
{
    private const int MostBytes = 300_000;
    private static readonly string[] Pages = ["/", "/feed", "/search?q=film", "/titles/demo:les-vampires-1915", "/collections"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_is_light_waits_for_little_and_does_not_shift_when_pictures_arrive()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, _) = await browser.OpenAsync(server.Address);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        foreach (var path in Pages)
        {
            await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
            var told = await page.EvaluateAsync<JsonElement>(Measure);

            Assert.InRange(told.GetProperty("bytes").GetInt64(), 1_000, MostBytes);
            Assert.InRange(told.GetProperty("blocking").GetInt64(), 0, 40_000);
            Assert.True(told.GetProperty("shift").GetDouble() < 0.02, $"{path} shifts by {told.GetProperty("shift")}.");
        }
    }

    [Fact]
    public async Task Nothing_moves_by_itself_for_who_asked_for_less_motion()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, _) = await browser.OpenAsync(server.Address);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        foreach (var path in Pages)
        {
            await page.GotoAsync(path);
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('*')].filter(e => [getComputedStyle(e).transitionDuration, getComputedStyle(e).animationDuration]
                  .some(all => all.split(',').some(one => parseFloat(one) > 0.001))).map(e => e.tagName + '.' + e.className)
                """));
        }

        await page.GotoAsync("/");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.True(await page.EvaluateAsync<bool>("""
            async () => {
              const rail = document.querySelector('.rail')
              rail.scrollIntoView()
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
              const track = rail.querySelector('.track')
              rail.querySelector('[data-scroll="1"]').click()
              return track.scrollLeft >= Math.min(track.scrollWidth - track.clientWidth, track.clientWidth / 2)
            }
            """));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_page_that_is_read_from_right_to_left_is_the_mirror_of_the_other(int width)
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, _) = await browser.OpenAsync(server.Address, width);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        foreach (var path in (string[])[.. Pages, "/admin", "/admin/people", "/settings/hidden", "/watch/demo:kinora-test-reel-no-2"])
        {
            await page.GotoAsync(path);
            await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{path} is wider than the screen.");
            // The feed of a phone has no bar.
            if (await page.Locator("header.bar .mark").BoundingBoxAsync() is { } mark)
                Assert.True(mark.X + mark.Width > width / 2.0, $"{path} begins on the left.");
        }

        await page.GotoAsync("/");
        await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var cards = page.Locator(".track").First.Locator(".card-link");
        await cards.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        Assert.True(await cards.Nth(1).EvaluateAsync<bool>("link => link === document.activeElement"));
    }

    /// <summary>Bytes before pictures and media, of them what the first paint waits for; and how far things moved without being asked.</summary>
    private const string Measure = """
        async () => {
          const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].filter(e => !['img', 'image', 'video', 'audio'].includes(e.initiatorType) && !/\.svg|\/art\/|\/media\//.test(e.name))
          const size = all => all.reduce((sum, e) => sum + e.encodedBodySize, 0)
          const shifts = await new Promise(done => {
            const seen = []
            const observer = new PerformanceObserver(list => seen.push(...list.getEntries()))
            observer.observe({ type: 'layout-shift', buffered: true })
            requestAnimationFrame(() => requestAnimationFrame(() => { seen.push(...observer.takeRecords()); done(seen) }))
          })
          return { bytes: size(entries), blocking: size(entries.filter(e => e.renderBlockingStatus === 'blocking' && e.entryType === 'resource')), shift: shifts.filter(s => !s.hadRecentInput).reduce((sum, s) => sum + s.value, 0) }
        }
        """;
}
