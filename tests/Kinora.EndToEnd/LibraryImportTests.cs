using System.IO.Compression;
using Kinora.EndToEnd.Support;
using Microsoft.Playwright;

namespace Kinora.EndToEnd;

/// <summary>A person brings a history over in a real browser, on a phone and with keys alone, looks at what came, and takes it back.</summary>
public sealed class LibraryImportTests : IDisposable
{
    /// <summary>How long a job may take on a machine that has much to do.</summary>
    private const float Patience = 90_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_dropped_looked_at_applied_and_taken_back_with_keys_alone()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address, 360);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        await page.GotoAsync("/library/import");
        await page.Locator("#file").SetInputFilesAsync(_folder.File("diary.csv", """
            Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
            2024-05-07,Nosferatu,1922,https://boxd.it/a1,4.5,,silent,2024-05-06
            2024-05-08,Metropolis,1927,https://boxd.it/a2,5,,,2024-05-07
            2024-05-09,A Film That Nobody Has Made,1931,https://boxd.it/a3,2,,,2024-05-08
            """));
        await page.Locator("#file").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/library/import/*");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Equal(3, await page.Locator("[data-number]").CountAsync());
        await ShotAsync(page, "preview-360");

        // The one that was not found is to wait.
        await page.Locator("[data-number='3'] select").FocusAsync();
        await page.Keyboard.TypeAsync("Keep");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[data-number='3'] >> text=kept until it comes").WaitForAsync();
        await page.Locator("form[action$='/apply'] button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("form[action$='/undo'] button").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await page.SetViewportSizeAsync(1280, 900);
        await ShotAsync(page, "result-1280");
        await page.GotoAsync("/library/history?q=nobody");
        Assert.Equal(1, await page.Locator("[data-play]").CountAsync());

        await page.GoBackAsync();
        await page.Locator("form[action$='/undo'] button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("text=was taken back").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        await page.GotoAsync("/library/history?q=nobody");
        Assert.Equal(0, await page.Locator("[data-play]").CountAsync());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_library_is_downloaded_from_its_page()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address, 360);
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        await page.GotoAsync("/library/export");
        await ShotAsync(page, "export-360");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href='/api/user/export']").ClickAsync());
        await using var zip = await ZipFile.OpenReadAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains(zip.Entries, entry => entry.FullName == "kinora/video_states.json");
        Assert.Empty(errors);
    }

    /// <summary>A picture for whoever asks for one.</summary>
    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("KINORA_PICTURES") is { } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
