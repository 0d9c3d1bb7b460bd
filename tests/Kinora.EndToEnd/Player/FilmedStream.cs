using System.Collections.Concurrent;
using System.Diagnostics;
using Kinora.EndToEnd.Support;
using Microsoft.Playwright;

namespace Kinora.EndToEnd.Player;

/// <summary>A real HLS stream of half a minute with what goes with it. Its host is played by the browser's own driver, so nothing leaves the machine.</summary>
internal sealed class FilmedStream : IAsyncDisposable
{
    public const string Host = "https://stream.test/";

    private const string Title = """
        { "id": "test:s", "kind": "movie", "title": "Bars", "creator": "Ida", "duration_ms": 30000, "maturity": "G", "playback": { "hls_url": "https://stream.test/LIST",
          "subtitles": [{ "language": "de", "label": "Deutsch", "url": "https://stream.test/de.vtt" }],
          "chapters_url": "https://stream.test/chapters.vtt", "thumbnails_url": "https://stream.test/thumbs.vtt" } }
        """;

    private readonly TempFolder _folder = new();
    private ServerProcess? _server;
    private Browser? _browser;

    public IPage Page { get; private set; } = null!;

    public List<string> Errors { get; private set; } = [];

    /// <summary>Which files of the stream were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes the stream, brings its title in, starts a server and signs in.</summary>
    /// <param name="list"><c>all.m3u8</c>, or <c>spoken.m3u8</c> with subtitles of its own.</param>
    public static async Task<FilmedStream> StartAsync(int width, string list = "all.m3u8")
    {
        var stream = new FilmedStream();
        try
        {
            await stream.BeginAsync(width, list);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the page says so.</summary>
    public Task SeesAsync(string condition) => Page.WaitForFunctionAsync($"() => {condition}", null, new PageWaitForFunctionOptions { Timeout = 90_000 });

    private async Task BeginAsync(int width, string list)
    {
        var files = Directory.CreateDirectory(Path.Combine(_folder.Path, "stream")).FullName;
        await MakeAsync(files);
        var data = Path.Combine(_folder.Path, "data");
        var titles = _folder.File("s.ndjson", Title.Replace("LIST", list, StringComparison.Ordinal).ReplaceLineEndings(" ") + "\n");
        Assert.Equal(0, (await Cli.RunAsync("user", "add", "ed", "--role", "admin", "--data", data)).Code);
        Assert.Equal(0, (await Cli.RunAsync("import", titles, "--data", data)).Code);
        _server = await ServerProcess.StartAsync(data);
        var (_, code, _) = await Cli.RunAsync("user", "code", "ed", "--data", data);
        _browser = await Browser.StartAsync();
        (Page, Errors) = await _browser.OpenAsync(_server.Address, width);
        await ViewerTests.EnterAsync(Page, code);
        await Page.RouteAsync(Host + "**", route =>
        {
            var name = Path.GetFileName(new Uri(route.Request.Url).AbsolutePath);
            Asked.Enqueue(name);
            return route.FulfillAsync(new RouteFulfillOptions
            {
                Path = Path.Combine(files, name),
                ContentType = Path.GetExtension(name) switch { ".ts" => "video/mp2t", ".vtt" => "text/vtt", ".png" => "image/png", _ => "application/vnd.apple.mpegurl" },
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Access-Control-Allow-Origin"] = "*" },
            });
        });
    }

    private static async Task MakeAsync(string folder)
    {
        await FfmpegAsync(folder, "-v error -f lavfi -i testsrc=s=320x180:r=10:d=30 -c:v libx264 -pix_fmt yuv420p -g 20 -hls_time 2 -hls_list_size 0 all.m3u8");
        await FfmpegAsync(folder, "-v error -f lavfi -i testsrc=s=160x90:r=1:d=4 -vf tile=2x2 -frames:v 1 sheet.png");
        await WriteAsync("spoken.m3u8", "#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"English\",LANGUAGE=\"en\",AUTOSELECT=NO,DEFAULT=NO,URI=\"en.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=300000,CODECS=\"avc1.64000c\",SUBTITLES=\"s\"\nall.m3u8\n");
        await WriteAsync("en.m3u8", "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:30\n#EXTINF:30,\nen.vtt\n#EXT-X-ENDLIST\n");
        await WriteAsync("en.vtt", "WEBVTT\n\n00:00.000 --> 00:30.000\nSpoken in the stream\n");
        await WriteAsync("de.vtt", "WEBVTT\n\n00:00.000 --> 00:30.000\nBunte Streifen\n");
        await WriteAsync("chapters.vtt", "WEBVTT\n\n00:00.000 --> 00:04.000\nIntro\n\n00:04.000 --> 00:08.000\nThe bars\n\n00:08.000 --> 00:30.000\nThe clock\n");
        await WriteAsync("thumbs.vtt", "WEBVTT\n\n00:00.000 --> 00:06.000\nsheet.png#xywh=0,0,160,90\n\n00:06.000 --> 00:30.000\nsheet.png#xywh=160,90,160,90\n");

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, Cancel);
    }

    private static async Task FfmpegAsync(string folder, string arguments)
    {
        try
        {
            var start = new ProcessStartInfo("ffmpeg") { WorkingDirectory = folder, RedirectStandardError = true, UseShellExecute = false };
            foreach (var argument in arguments.Split(' '))
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

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }
}
