using System.Text.Json;
using Kinora.EndToEnd.Support;
using Microsoft.Playwright;

namespace Kinora.EndToEnd;

/// <summary>Every page as axe-core sees it: at the width of a phone and of a desk, dark and light.</summary>
public sealed class AccessibilityTests : IDisposable
{
    private static readonly string[] Pages =
    [
        "/", "/feed", "/search", "/search?q=nosfratu", "/search?q=zzzzqq", "/titles/demo:les-vampires-1915",
        "/titles/demo:clip-kinora-test-reel-countdown", "/watch/demo:kinora-test-reel-no-2", "/collections", "/collections/shadows-on-the-staircase",
        "/pick", "/rails/for_you", "/rails/continue_watching", "/library", "/library/titles", "/library/history", "/library/queues",
        "/library/queues/watch_later", "/library/stats", "/library/import", "/library/export", "/settings/hidden", "/settings/taste", "/playlists", "/playlists/import", "/marathons",
        "/docs/errors", "/admin", "/admin/people", "/admin/catalogue",
        "/admin/catalogue/gaps", "/admin/embeddings", "/admin/ranking", "/admin/ranking/experiments", "/admin/collections", "/admin/jobs", "/admin/health", "/admin/backups",
        "/admin/integrations", "/not-there", "/offline",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(360, false)]
    [InlineData(1280, true)]
    public async Task No_page_puts_a_barrier_in_anybodys_way(int width, bool light)
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
        await using var browser = await Browser.StartAsync();
        var axe = await AxeAsync();
        var (page, _) = await browser.OpenAsync(server.Address, width, light: light);
        var found = new List<string>();
        await page.GotoAsync("/welcome");
        found.AddRange(await LookAsync(page, axe, "/welcome"));
        await ViewerTests.EnterAsync(page, await server.PrintedAsync("Ctrl+C"));
        foreach (var path in (string[])[.. Pages, await BuilderAsync(page)])
        {
            await page.GotoAsync(path);
            if (path.StartsWith("/playlists/0", StringComparison.Ordinal))
                await page.Locator(".pl-rows li").First.ClickAsync();
            found.AddRange(await LookAsync(page, axe, path));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                found.Add($"{path}: wider than the screen");
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task A_barrier_would_be_found()
    {
        await using var browser = await Browser.StartAsync();
        var (page, _) = await browser.OpenAsync("http://127.0.0.1");
        await page.SetContentAsync("<html lang='en'><title>x</title><main><h1>x</h1><button></button></main></html>");

        Assert.Equal("x: button-name button", Assert.Single(await LookAsync(page, await AxeAsync(), "x")));
    }

    /// <summary>A playlist with a title in it, as the page where it is changed.</summary>
    private static Task<string> BuilderAsync(IPage page) => page.EvaluateAsync<string>(
        """
        async () => {
            const headers = { 'Content-Type': 'application/json', RequestVerificationToken: document.querySelector('meta[name=csrf-token]').content }
            const made = await fetch('/api/playlists', { method: 'POST', headers, body: JSON.stringify({ name: 'Looked at', items: ['demo:nosferatu-1922', 'demo:nosferatu-1922'] }) })
            return '/playlists/' + (await made.json()).id
        }
        """);

    /// <summary>What is wrong on the page, one line a rule: everything but what axe calls minor.</summary>
    private static async Task<IEnumerable<string>> LookAsync(IPage page, string axe, string path)
    {
        await page.EvaluateAsync(axe);
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({ id: v.id, impact: v.impact, at: v.nodes[0].target.join(' ') }))");
        return found.EnumerateArray().Where(rule => rule.GetProperty("impact").GetString() != "minor")
            .Select(rule => $"{path}: {rule.GetProperty("id").GetString()} {rule.GetProperty("at").GetString()}");
    }

    /// <summary>As the web build installed it; skipped by name where npm is missing, a failure in CI.</summary>
    private static async Task<string> AxeAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Kinora.slnx")))
            root = root.Parent;
        var script = Path.Combine(root!.FullName, "src", "Kinora.Web", "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script) && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip("axe-core is not there: 'npm ci' in src/Kinora.Web installs it.");
        return await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken);
    }
}
