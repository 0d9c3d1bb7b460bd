using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kinora.Integrations.Nats;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kinora.Tests.Support;

/// <summary>A real NATS server of one test's own, with JetStream in a folder that goes with it; it can be stopped, killed and started again.</summary>
internal sealed class TestNats : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder;
    private readonly string _more;
    private Process? _process;

    private TestNats(string folder, string more) => (_folder, _more) = (folder, more);

    public int Port { get; private set; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"nats://127.0.0.1:{Port}");

    public string Folder => _folder;

    /// <summary>Skips the test by name where the server is not installed; in CI that is a failure.</summary>
    /// <param name="more">Lines for the server's configuration; <c>FOLDER</c> stands for the folder.</param>
    public static async Task<TestNats> StartAsync(string more = "", Action<string>? prepare = null)
    {
        if (Program() is null && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip("nats-server is not there: ./test installs it on Debian.");
        var folder = Directory.CreateTempSubdirectory("kinora-nats-").FullName;
        prepare?.Invoke(folder);
        var own = new TestNats(folder, more.Replace("FOLDER", folder, StringComparison.Ordinal));
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                own.Port = FreePort();
                try
                {
                    await own.StartAgainAsync();
                    return own;
                }
                catch (InvalidOperationException) when (attempt < 5)
                {
                    // Somebody took the port in between.
                }
            }
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>On the same port with the same data.</summary>
    public async Task StartAgainAsync()
    {
        var file = Path.Combine(_folder, "server.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $$"""
            host: 127.0.0.1
            port: {{Port}}
            max_payload: 8388608
            max_pending: 67108864
            jetstream { store_dir: "{{_folder}}/js", max_mem: 64MB, max_file: 1GB }
            {{_more}}
            """));
        _process = Process.Start(new ProcessStartInfo(Program()!, ["-c", file, "-l", Path.Combine(_folder, "server.log")]) { UseShellExecute = false })!;
        var begun = Stopwatch.GetTimestamp();
        while (!await ListensAsync())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"nats-server ended with {_process.ExitCode}.");
            if (Stopwatch.GetElapsedTime(begun) > Patience)
                throw new TimeoutException("nats-server does not listen.");
            await Task.Delay(10);
        }
    }

    /// <summary>As kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops and goes on, as a machine that sleeps.</summary>
    public Task SignalAsync(string signal) => RunAsync("kill", $"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>A client of this server, or of a door before it.</summary>
    public NatsClient Client(string? url = null, Action<NatsOptions>? set = null)
    {
        var options = new NatsOptions { Url = url ?? Url, PauseMilliseconds = 20, LongestPauseSeconds = 1, RequestSeconds = 30 };
        set?.Invoke(options);
        return new NatsClient(Options.Create(options), TimeProvider.System, NullLogger<NatsClient>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Program() => Array.Find(["/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server"], File.Exists);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
