using Microsoft.Playwright;

namespace Kinora.EndToEnd.Support;

/// <summary>Debian's Chromium, driven by Playwright. It talks to loopback only.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Candidates =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    private static string? Path => Array.Find(Candidates, File.Exists);

    /// <summary>Skips the test by name when there is no Chromium; in CI that is a failure.</summary>
    public static async Task<Browser> StartAsync()
    {
        if (Path is null && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip("Chromium is not there: ./test installs it on Debian.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            ],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A page of its own context. Errors in its console, content policy breaches among them, land in the list.</summary>
    public async Task<(IPage Page, List<string> Errors)> OpenAsync(string address, int width = 1280, int height = 800, bool light = false)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = light ? ColorScheme.Light : ColorScheme.Dark,
            HasTouch = width < 600,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        return (page, errors);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
