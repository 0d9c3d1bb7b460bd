using System.Text.RegularExpressions;
using Kinora.EndToEnd.Support;
using Microsoft.Playwright;

namespace Kinora.EndToEnd;

/// <summary>What a newcomer does in the demo, in a real browser.</summary>
public sealed partial class ViewerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_newcomer_finds_a_film_hides_another_and_takes_it_back(int width)
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address, width);
        await EnterAsync(page, await server.PrintedAsync("Ctrl+C"));

        await page.GotoAsync("/search?q=nosfratu");
        await page.Locator("[data-title='demo:nosferatu-1922'] a").First.ClickAsync();
        await page.WaitForURLAsync("**/titles/demo:nosferatu-1922");
        Assert.Equal("Nosferatu", await page.Locator("h1").InnerTextAsync());

        await page.GotoAsync("/");
        var card = page.Locator("[data-rail=for_you] .card").First;
        var id = await card.GetAttributeAsync("data-title");
        await card.HoverAsync();
        await card.Locator("[data-act=hide]").ClickAsync();
        // What the person sees at once is the page's promise; the answer is the fact.
        var undone = await page.RunAndWaitForResponseAsync(
            () => page.Locator("#toasts button").First.ClickAsync(),
            answer => answer.Request.Method == "DELETE" && answer.Url.Contains("/not-interested/", StringComparison.Ordinal));
        Assert.Equal(204, undone.Status);
        await page.Locator($"[data-rail=for_you] [data-title='{id}']:visible").First.WaitForAsync();
        await page.ReloadAsync();
        Assert.True(await page.Locator($"[data-title='{id}']").CountAsync() > 0, "What was taken back is shown again.");
        Assert.False(await OverflowsAsync(page), "The page is no wider than the screen.");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_home_page_is_used_by_keys_alone()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address);
        await EnterAsync(page, await server.PrintedAsync("Ctrl+C"));

        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator(".track .card-link").First.FocusAsync();
        var first = await FocusedAsync(page);
        await page.Keyboard.PressAsync("ArrowRight");
        var second = await FocusedAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        var below = await FocusedAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/titles/{below}");

        Assert.Equal(3, new HashSet<string> { first, second, below }.Count);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("metropolis");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?*metropolis*");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task What_is_hidden_is_listed_and_shown_again_by_its_button()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address, width: 360);
        await EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        var told = page.WaitForResponseAsync("**/api/viewing/not-interested/**");
        await page.GotoAsync("/titles/demo:nosferatu-1922");
        await page.Locator("main button[data-act=hide]").First.ClickAsync();
        Assert.Equal(200, (await told).Status);

        await page.GotoAsync("/settings/hidden");
        var item = page.Locator("[data-hidden='demo:nosferatu-1922']");
        await item.WaitForAsync();
        Assert.False(await OverflowsAsync(page), "The page is no wider than the screen.");
        await item.Locator("button").ClickAsync();
        await item.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.ReloadAsync();
        Assert.Equal(0, await item.CountAsync());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Enter_opens_the_card_in_focus_before_and_after_lazy_rails_arrive()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address);
        await EnterAsync(page, await server.PrintedAsync("Ctrl+C"));

        foreach (var arrived in new[] { false, true })
        {
            var release = new TaskCompletionSource();
            await page.RouteAsync("**/home/more", async route =>
            {
                await release.Task;
                await route.ContinueAsync();
            });
            await page.GotoAsync("/");
            var card = page.Locator("[data-rail=for_you] .card-link").First;
            await card.FocusAsync();
            var asked = page.WaitForRequestAsync("**/home/more");
            await page.EvaluateAsync("document.querySelector('.rail.more').scrollIntoView()");
            await asked;
            if (arrived)
            {
                release.SetResult();
                await page.Locator(".rail.more").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
            }

            var focused = await FocusedAsync(page);
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync($"**/titles/{focused}");
            release.TrySetResult();
            await page.UnrouteAsync("**/home/more");
        }

        Assert.Empty(errors);
    }

    /// <summary>The link that a start prints, followed as a person would.</summary>
    internal static async Task EnterAsync(IPage page, string printed)
    {
        await page.GotoAsync(Link().Match(printed).Value);
        if (page.Url.Contains("sign-in", StringComparison.Ordinal))
            await page.Locator("main button[type=submit], form button[type=submit]").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("document.activeElement.closest('.card').dataset.title");

    private static Task<bool> OverflowsAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    [GeneratedRegex(@"/sign-in/link\?code=[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
