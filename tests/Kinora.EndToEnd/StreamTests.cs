using System.Diagnostics;
using Kinora.EndToEnd.Support;
using Microsoft.Playwright;

namespace Kinora.EndToEnd;

/// <summary>A real HLS stream in the player. Its host is played by the browser's own driver, so nothing leaves the machine.</summary>
public sealed class StreamTests : IDisposable
{
    private const string Host = "https://stream.test/";
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stream_plays_and_is_resumed_where_it_was_left()
    {
        var stream = Directory.CreateDirectory(Path.Combine(_folder.Path, "stream")).FullName;
        await MakeAsync(stream);
        var (data, file) = (Path.Combine(_folder.Path, "data"), _folder.File("s.ndjson", $$"""{ "id": "test:s", "kind": "movie", "title": "Bars", "duration_ms": 12000, "maturity": "G", "playback": { "hls_url": "{{Host}}all.m3u8" } }""" + "\n"));
        Assert.Equal(0, (await Cli.RunAsync("user", "add", "ed", "--role", "admin", "--data", data)).Code);
        Assert.Equal(0, (await Cli.RunAsync("import", file, "--data", data)).Code);
        await using var server = await ServerProcess.StartAsync(data);
        var (_, code, _) = await Cli.RunAsync("user", "code", "ed", "--data", data);
        await using var browser = await Browser.StartAsync();
        var (page, errors) = await browser.OpenAsync(server.Address);
        await ViewerTests.EnterAsync(page, code);
        await page.RouteAsync(Host + "**", route => route.FulfillAsync(new RouteFulfillOptions
        {
            Path = Path.Combine(stream, Path.GetFileName(new Uri(route.Request.Url).AbsolutePath)),
            ContentType = route.Request.Url.EndsWith(".ts", StringComparison.Ordinal) ? "video/mp2t" : "application/vnd.apple.mpegurl",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Access-Control-Allow-Origin"] = "*" },
        }));

        await page.GotoAsync("/watch/test:s");
        await page.WaitForFunctionAsync("() => document.querySelector('video').currentTime > 0.2");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForFunctionAsync("() => document.querySelector('video').currentTime > 5.4");
        var kept = page.WaitForResponseAsync(reply => reply.Url.EndsWith("/api/signals", StringComparison.Ordinal) && reply.Request.PostData?.Contains("\"progress\"", StringComparison.Ordinal) == true);
        await page.Keyboard.PressAsync("k");
        Assert.Equal(200, (await kept).Status);

        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('video').currentTime >= 5 && document.querySelector('video').videoWidth > 0");
        Assert.StartsWith("blob:", await page.EvaluateAsync<string>("document.querySelector('video').currentSrc"), StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    private static async Task MakeAsync(string folder)
    {
        try
        {
            var start = new ProcessStartInfo("ffmpeg") { WorkingDirectory = folder, RedirectStandardError = true, UseShellExecute = false };
            foreach (var argument in "-v error -f lavfi -i testsrc=s=160x90:r=10:d=12 -c:v libx264 -pix_fmt yuv420p -g 20 -hls_time 2 -hls_list_size 0 all.m3u8".Split(' '))
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            Assert.True(process.ExitCode == 0, said);
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("ffmpeg is not there: ./test installs it on Debian.");
        }
    }
}
