using System.Diagnostics;
using Npgsql;

namespace Kinora.EndToEnd.Support;

/// <summary>A PostgreSQL of one test's own, which can be stopped and started, durable like a real one.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _port;

    private OwnPostgres(string folder, int port) => (_folder, _port) = (folder, port);

    public string Connection => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Timeout=3";

    public int Port => _port;

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Database:Engine"] = "postgres",
        ["Database:ConnectionString"] = Connection,
    };

    /// <summary>The same server, reached by that line.</summary>
    public string Behind(SlowLink link) => Connection.Replace($"Port={_port}", $"Port={link.Port}", StringComparison.Ordinal);

    /// <summary>Skips the test by name where PostgreSQL is not installed; in CI that is a failure.</summary>
    public static async Task<OwnPostgres> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !Directory.Exists("/usr/lib/postgresql"))
            Assert.Skip("PostgreSQL is not there: ./test installs it on Debian.");
        var folder = Directory.CreateTempSubdirectory("kinora-pg-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        for (var attempt = 0; ; attempt++)
        {
            var own = new OwnPostgres(Path.Combine(folder, $"data{attempt}"), FreePort());
            try
            {
                await own.RunAsync("start");
                return own;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // Somebody took the port in between.
            }
        }
    }

    public Task StartAgainAsync() => RunAsync("start");

    /// <summary>At once, as when its process is killed: what is in progress is lost, what was committed is not.</summary>
    public Task StopAsync() => RunAsync("stop");

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync("stop");
        }
        catch (InvalidOperationException)
        {
            // It is stopped already.
        }

        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task RunAsync(string what)
    {
        var script = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../tests/Support/postgres.sh"));
        var start = new ProcessStartInfo("bash", [script, what, _folder, _port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DURABLE"] = "true";
        using var process = Process.Start(start)!;
        // The server keeps the streams that it inherits, so their end is not waited for.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"postgres.sh {what} ended with {process.ExitCode}.");
    }
}
