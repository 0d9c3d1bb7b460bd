using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Kinora.Accounts;
using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Benchmarks.Server;

/// <summary>The real server with a durable SQLite file, generated titles and people; asked over loopback from this same process.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SocketsHttpHandler _handler = new() { PooledConnectionLifetime = Timeout.InfiniteTimeSpan, MaxConnectionsPerServer = 256 };

    private BenchServer(WebApplication app, string folder) => (_app, Folder) = (app, folder);

    public string Folder { get; }

    /// <summary>A client for each person, with a token.</summary>
    public IReadOnlyList<HttpClient> People { get; private set; } = [];

    public IReadOnlyList<string> Profiles { get; private set; } = [];

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<BenchServer> StartAsync(int titles, int people, bool vault = true)
    {
        var folder = Directory.CreateTempSubdirectory("kinora-bench-").FullName;
        var app = KinoraApp.Build(folder, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Http:UserPerMinute"] = "0",
            ["Http:AnonymousPerMinute"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Vault:Enabled"] = vault ? "true" : "false",
        });
        await app.StartMigratedAsync(CancellationToken.None);
        var server = new BenchServer(app, folder);
        await server.ImportAsync(titles);
        await server.InviteAsync(people);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in People)
            client.Dispose();
        _handler.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task ImportAsync(int titles)
    {
        var text = new StringBuilder();
        var newest = TimeProvider.System.GetUtcNow();
        for (var n = 1; n <= titles; n++)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $$"""
                {"id":"bench:{{n}}","kind":"{{(n % 5 == 0 ? "movie" : "clip")}}","title":"{{Words[n % Words.Length]}} {{Words[n / 7 % Words.Length]}} {{n}}","duration_ms":{{(n % 5 == 0 ? 5_400_000 : 15_000 + (n % 150 * 1_000))}},"creator":"Creator {{n % Math.Max(20, titles / 50)}}","genres":["genre {{n % 24}}","genre {{n / 3 % 24}}"],"language":"en","maturity":"G","published_at":"{{newest.AddMinutes(-n * 17L):O}}"}
                """));
        }

        using var body = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var received = await Get<ITitleImport>().ReceiveAsync(new ImportRequest("bench.ndjson"), body, CancellationToken.None);
        var report = await Get<ITitleImport>().RunAsync(received.Value, null, CancellationToken.None);
        if (report.Value.Accepted != titles)
            throw new InvalidOperationException($"Only {report.Value.Accepted} of {titles} titles were taken.");
    }

    private async Task InviteAsync(int people)
    {
        var invited = await Task.WhenAll(Enumerable.Range(0, people).Select(async n =>
        {
            var user = (await Get<IUsers>().AddAsync(new NewUser($"person{n}", ShareEngagement: true), CancellationToken.None)).Value;
            return (user.DefaultProfileId, (await Get<TokenStore>().AddAsync(user.Id, "bench", TokenScopes.All, null, CancellationToken.None)).Token);
        }));
        Profiles = [.. invited.Select(one => one.DefaultProfileId)];
        People = [.. invited.Select(one => Client(one.Token))];
    }

    private HttpClient Client(string token)
    {
        var client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = new Uri(_app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static readonly string[] Words =
        ["River", "Harbour", "Lantern", "Orchard", "Winter", "Signal", "Paper", "Copper", "Meadow", "Engine", "Harvest", "Mirror", "Garden"];
}
