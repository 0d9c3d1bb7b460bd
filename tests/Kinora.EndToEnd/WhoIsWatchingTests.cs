using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd;

/// <summary>A parent makes a kids profile, and the browser is handed over.</summary>
public sealed class WhoIsWatchingTests : IDisposable
{
    private const string Forbidden = "/titles/demo:nosferatu-1922";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_kids_profile_that_is_chosen_by_keys_does_not_find_what_its_parent_finds(int width)
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address, width);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        Assert.Equal(200, (await page.GotoAsync(Forbidden))!.Status);

        await page.GotoAsync("/settings/profiles");
        await page.Locator("#profile-name").FillAsync("Mia");
        await page.Locator("[name=avatar][value=leaf]").CheckAsync();
        await page.Locator("[name=kids]").CheckAsync();
        await page.Locator("#add button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/settings/profiles?said=added");

        await page.GotoAsync("/profiles");
        await page.Locator(".who-tile").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Contains("Mia", await page.EvaluateAsync<string>("document.activeElement.textContent"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        await page.Locator(".me > summary").ClickAsync();
        Assert.Equal(1, await page.Locator(".me .menu p .kids").CountAsync());

        await page.GotoAsync("/search?q=nosferatu");
        await page.Locator("#found .status").WaitForAsync();
        Assert.Equal(0, await page.Locator("#found .card").CountAsync());
        Assert.Empty(errors);
        Assert.Equal(404, (await page.GotoAsync(Forbidden))!.Status);

        errors.Clear();
        await page.GotoAsync("/search");
        await page.Locator(".me > summary").ClickAsync();
        await page.Locator(".me .menu button[name=profile]").First.ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        Assert.Equal(200, (await page.GotoAsync(Forbidden))!.Status);
        Assert.Empty(errors);
    }

    public void Dispose() => _folder.Dispose();
}
