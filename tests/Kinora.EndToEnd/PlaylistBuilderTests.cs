using System.Text.Json;
using Kinora.EndToEnd.Support;
using Microsoft.Playwright;

namespace Kinora.EndToEnd;

/// <summary>A person makes playlists and marathons in a real browser: with the mouse, with keys alone, on a desk and on a phone.</summary>
public sealed class PlaylistBuilderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_playlist_is_made_with_the_mouse()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        await MakeAsync(page, "Saturday night");

        await FindAsync(page, "nosferatu", "demo:nosferatu-1922");
        await DragAsync(page, "kin-catalogue [data-title='demo:nosferatu-1922']", ".pl-list");
        await FindAsync(page, "metropolis", "demo:metropolis-1927");
        await page.Locator("kin-catalogue [data-title='demo:metropolis-1927'] button").ClickAsync();
        await FindAsync(page, "detour", "demo:detour-1945");
        // Onto the upper half of the first row: before it.
        await DragAsync(page, "kin-catalogue [data-title='demo:detour-1945']", ".pl-rows [data-index='0']", down: 6);
        Assert.Equal(["demo:detour-1945", "demo:nosferatu-1922", "demo:metropolis-1927"], await ListAsync(page));
        // The first one behind the last.
        await DragAsync(page, ".pl-rows [data-index='0']", ".pl-rows [data-index='2']", down: 54);
        Assert.Equal(["demo:nosferatu-1922", "demo:metropolis-1927", "demo:detour-1945"], await ListAsync(page));
        // Two at once, chosen with Shift; and Escape takes a drag back.
        await page.Locator(".pl-rows [data-index='0']").ClickAsync();
        await page.Locator(".pl-rows [data-index='1']").ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Shift] });
        await DragAsync(page, ".pl-rows [data-index='0']", ".pl-rows [data-index='2']", down: 54, escape: true);
        Assert.Equal(["demo:nosferatu-1922", "demo:metropolis-1927", "demo:detour-1945"], await ListAsync(page));
        await DragAsync(page, ".pl-rows [data-index='0']", ".pl-rows [data-index='2']", down: 54);
        Assert.Equal(["demo:detour-1945", "demo:nosferatu-1922", "demo:metropolis-1927"], await ListAsync(page));

        var saved = await page.RunAndWaitForResponseAsync(() => page.Locator(".pl-pane .primary").ClickAsync(), IsPut);
        Assert.Equal(200, saved.Status);
        await page.ReloadAsync();
        Assert.Equal(["demo:detour-1945", "demo:nosferatu-1922", "demo:metropolis-1927"], await ListAsync(page));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_playlist_is_made_with_keys_alone_and_what_is_not_saved_survives_a_reload()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        await page.GotoAsync("/playlists");
        await page.Locator("#name").FocusAsync();
        await page.Keyboard.TypeAsync("By keys");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/playlists/*");

        foreach (var (words, id) in ((string, string)[])[("nosferatu", "demo:nosferatu-1922"), ("metropolis", "demo:metropolis-1927"), ("detour", "demo:detour-1945")])
        {
            await FindAsync(page, words, id);
            await page.Keyboard.PressAsync("Enter");
            await page.Locator($".pl-rows [data-title='{id}']").WaitForAsync();
        }

        await page.Locator(".pl-rows").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        Assert.Equal(["demo:metropolis-1927", "demo:nosferatu-1922", "demo:detour-1945"], await ListAsync(page));
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        Assert.Equal(["demo:nosferatu-1922", "demo:detour-1945", "demo:metropolis-1927"], await ListAsync(page));
        await page.Keyboard.PressAsync("Delete");
        Assert.Equal(["demo:metropolis-1927"], await ListAsync(page));
        await page.Keyboard.PressAsync("Control+z");
        Assert.Equal(["demo:nosferatu-1922", "demo:detour-1945", "demo:metropolis-1927"], await ListAsync(page));

        await page.ReloadAsync();
        Assert.Equal(["demo:nosferatu-1922", "demo:detour-1945", "demo:metropolis-1927"], await ListAsync(page));
        var saved = await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Control+s"), IsPut);
        Assert.Equal(200, saved.Status);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Two_who_change_one_list_at_once_lose_nothing()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        await MakeAsync(page, "Ours");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await FindAsync(other, "metropolis", "demo:metropolis-1927");
        await other.Keyboard.PressAsync("Enter");
        await other.Locator(".pl-rows [data-title='demo:metropolis-1927']").WaitForAsync();
        await other.RunAndWaitForResponseAsync(() => other.Keyboard.PressAsync("Control+s"), IsPut);

        await page.BringToFrontAsync();
        await FindAsync(page, "nosferatu", "demo:nosferatu-1922");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".pl-rows [data-title='demo:nosferatu-1922']").WaitForAsync();
        var refused = await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Control+s"), IsPut);
        Assert.Equal(412, refused.Status);
        Assert.Contains("Metropolis", await page.Locator("kin-playlist dialog").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("kin-playlist dialog .primary").ClickAsync();
        await page.Locator(".pl-rows [data-title='demo:metropolis-1927']").WaitForAsync();

        Assert.Equal(["demo:metropolis-1927", "demo:nosferatu-1922"], (await ListAsync(page)).Order(StringComparer.Ordinal));
        // The browser notes the 412 itself.
        Assert.DoesNotContain(errors, error => !error.Contains("412", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_marathon_is_made_on_a_phone_with_its_preview_beside_it()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address, width: 360);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        await MakeAsync(page, "Films");
        foreach (var (words, id) in ((string, string)[])[("nosferatu", "demo:nosferatu-1922"), ("metropolis", "demo:metropolis-1927"), ("detour", "demo:detour-1945")])
        {
            await FindAsync(page, words, id);
            await page.Keyboard.PressAsync("Enter");
        }

        Assert.False(await OverflowsAsync(page), "The builder is no wider than the screen.");
        await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Control+s"), IsPut);
        await page.GotoAsync("/marathons");
        await page.Locator("kin-marathon .mara-found button").First.ClickAsync();
        await page.Locator("kin-marathon input[type=search]").First.FillAsync("vampires");
        await page.Locator("kin-marathon .mara-found li", new PageLocatorOptions { HasTextString = "series" }).First.Locator("button").ClickAsync();
        await page.Locator("#mara-pattern").FillAsync("A1C");
        await page.Locator("#mara-fault").WaitForAsync();
        Assert.Contains("Place 3", await page.Locator("#mara-fault").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#mara-pattern").FillAsync("AB2");
        await page.Locator("#mara-fault").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        var shown = await page.Locator(".mara-row b").AllInnerTextsAsync();
        Assert.False(await OverflowsAsync(page), "The marathon is no wider than the screen.");
        await page.Locator("#mara-name").FillAsync("Long night");
        await page.Locator("kin-marathon form .primary").ClickAsync();
        await page.WaitForURLAsync("**/playlists/*");
        await page.Locator(".pl-rows li").First.WaitForAsync();

        Assert.Equal(shown.Take(5), (await page.Locator(".pl-rows b").AllInnerTextsAsync()).Take(5));
        // The browser notes the refused pattern itself.
        Assert.DoesNotContain(errors, error => !error.Contains("422", StringComparison.Ordinal));
    }

    private static bool IsPut(IResponse answer) => answer.Request.Method == "PUT" && answer.Url.Contains("/api/playlists/", StringComparison.Ordinal);

    private static async Task MakeAsync(IPage page, string name)
    {
        await page.GotoAsync("/playlists");
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#new button").ClickAsync();
        await page.WaitForURLAsync("**/playlists/*");
    }

    private static async Task FindAsync(IPage page, string words, string id)
    {
        var field = page.Locator("kin-catalogue input[type=search]");
        await field.FocusAsync();
        await field.FillAsync(words);
        await page.Locator($"kin-catalogue li:first-child[data-title='{id}']").WaitForAsync();
    }

    /// <summary>With the pointer itself, so many pixels down from the upper edge of where it is let go.</summary>
    private static async Task DragAsync(IPage page, string from, string to, int down = 30, bool escape = false)
    {
        var (start, end) = (page.Locator(from), page.Locator(to));
        await start.ScrollIntoViewIfNeededAsync();
        await end.ScrollIntoViewIfNeededAsync();
        var (source, target) = ((await start.BoundingBoxAsync())!, (await end.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(source.X + 200, source.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(source.X + 215, source.Y + 30);
        await page.Mouse.MoveAsync(target.X + 220, target.Y + down, new MouseMoveOptions { Steps = 6 });
        if (escape)
            await page.Keyboard.PressAsync("Escape");
        await page.Mouse.UpAsync();
    }

    /// <summary>The titles of the list in their order, once all are drawn.</summary>
    private static async Task<string[]> ListAsync(IPage page)
    {
        await page.Locator(".pl-rows").WaitForAsync();
        var ids = await page.EvaluateAsync<JsonElement>(
            "async () => { const list = document.querySelector('kin-playlist'); await list.updateComplete; return [...list.querySelectorAll('.pl-rows li')].map(row => row.dataset.title) }");
        return [.. ids.EnumerateArray().Select(id => id.GetString()!)];
    }

    private static Task<bool> OverflowsAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
