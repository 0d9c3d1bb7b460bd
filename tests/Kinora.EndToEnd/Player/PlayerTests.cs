using Microsoft.Playwright;

namespace Kinora.EndToEnd.Player;

/// <summary>The player's comforts in a real browser, by keys.</summary>
public sealed class PlayerTests
{
    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task What_is_watched_is_resumed_with_a_word_noted_by_keys_and_marked(int width)
    {
        await using var stream = await FilmedStream.StartAsync(width);
        var page = stream.Page;
        await page.GotoAsync("/watch/test:s");
        await stream.SeesAsync("document.querySelector('video').currentTime > 0.2");
        await PressAsync(page, "5", "k", ">", "t");
        await stream.SeesAsync("document.querySelector('video').paused && document.querySelector('video').currentTime >= 15");
        await TellAsync(page, 15_000);

        await PressAsync(page, "n");
        await page.Keyboard.TypeAsync("The stairs");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("kin-notes li").WaitForAsync();
        Assert.False(await OverflowsAsync(page), "The page is no wider than the screen.");

        await page.ReloadAsync();
        var offer = page.Locator("kin-player .offer");
        await offer.WaitForAsync();
        await offer.HoverAsync();
        await PressAsync(page, "k");
        Assert.Contains("Resumed at 0:15", await offer.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1.25, await page.EvaluateAsync<double>("document.querySelector('video').playbackRate"));
        await stream.SeesAsync("document.querySelector('.watch.theatre') !== null");
        await offer.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Start over" }).ClickAsync();
        await offer.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await stream.SeesAsync("document.querySelector('video').currentTime < 4");

        await page.Locator("kin-notes li .num").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await stream.SeesAsync("document.querySelector('video').currentTime >= 15");
        await page.Locator("kin-notes li .round").Last.ClickAsync();
        await page.Locator("#toasts button").First.ClickAsync();
        await page.Locator("kin-notes li").WaitForAsync();

        var marked = page.WaitForResponseAsync("**/api/user/video/test:s/mark");
        await page.Locator("kin-notes h2").ClickAsync();
        await PressAsync(page, "w");
        Assert.Equal(200, (await marked).Status);
        await page.Locator("kin-player [data-act=watched][aria-pressed=true]").WaitForAsync();
        await page.GotoAsync("/titles/test:s");
        Assert.Contains("The stairs", await page.Locator(".moments").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".moments a").ClickAsync();
        await stream.SeesAsync("document.querySelector('video')?.currentTime >= 15");
        Assert.Empty(stream.Errors);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Chapters_are_gone_through_skipped_and_seen_on_the_bar_and_subtitles_are_remembered(int width)
    {
        await using var stream = await FilmedStream.StartAsync(width);
        var page = stream.Page;
        await page.GotoAsync("/watch/test:s");
        await stream.SeesAsync("document.querySelector('video').currentTime > 0");
        await PressAsync(page, "k");
        await stream.SeesAsync("document.querySelector('video').paused");
        await PressAsync(page, "0");
        await page.Locator("kin-player .skip-part").WaitForAsync();
        await PressAsync(page, "s");
        await stream.SeesAsync("document.querySelector('video').currentTime >= 4");
        await PressAsync(page, "]");
        await stream.SeesAsync("document.querySelector('video').currentTime >= 8");
        await PressAsync(page, "[");
        await stream.SeesAsync("document.querySelector('video').currentTime < 8");
        Assert.Equal(2, await page.Locator("kin-seek rect").CountAsync());

        var bar = (await page.Locator("kin-seek").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(bar.X + (bar.Width * 0.9f), bar.Y + (bar.Height / 2));
        await stream.SeesAsync("document.querySelector('.peek canvas')?.width === 160");
        Assert.Contains("The clock", await page.Locator("kin-seek .peek").InnerTextAsync(), StringComparison.Ordinal);

        await PressAsync(page, "c");
        await stream.SeesAsync("document.querySelector('video').textTracks[0].mode === 'showing' && document.querySelector('video').textTracks[0].activeCues?.length === 1");
        await page.ReloadAsync();
        await stream.SeesAsync("document.querySelector('video').textTracks[0].mode === 'showing' && document.querySelector('video').textTracks[0].activeCues?.length === 1");
        Assert.Equal("Deutsch", await page.EvaluateAsync<string>("document.querySelector('kin-player .subs select').selectedOptions[0].label"));
        Assert.False(await OverflowsAsync(page), "The page is no wider than the screen.");
        Assert.Empty(stream.Errors);
    }

    [Fact]
    public async Task Subtitles_of_the_stream_itself_stand_in_the_menu()
    {
        await using var stream = await FilmedStream.StartAsync(1280, "spoken.m3u8");
        var page = stream.Page;
        await page.GotoAsync("/watch/test:s");
        await stream.SeesAsync("document.querySelector('video').currentTime > 0.2");
        await stream.SeesAsync("[...document.querySelectorAll('kin-player .subs option')].some(option => option.label === 'English')");
        Assert.DoesNotContain("en.vtt", stream.Asked);

        await page.Locator("kin-player .subs select").SelectOptionAsync(new SelectOptionValue { Label = "English" });

        await stream.SeesAsync("[...document.querySelector('video').textTracks].some(track => track.label === 'English' && track.mode === 'showing' && track.activeCues?.[0]?.text === 'Spoken in the stream')");
        Assert.Empty(stream.Errors);
    }

    /// <summary>Ten seconds have to be watched before there is a place to go back to; another player says that they were.</summary>
    private static async Task TellAsync(IPage page, int position) => Assert.InRange(
        await page.EvaluateAsync<int>(
            """
            async position => {
                const headers = { 'Content-Type': 'application/json', RequestVerificationToken: document.querySelector('meta[name=csrf-token]').content }
                const body = JSON.stringify({ position_ms: position, event_id: crypto.randomUUID(), at: new Date().toISOString() })
                return (await fetch('/api/user/video/test:s/progress', { method: 'PUT', headers, body })).status
            }
            """,
            position),
        200, 201);

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
    }

    private static Task<bool> OverflowsAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
