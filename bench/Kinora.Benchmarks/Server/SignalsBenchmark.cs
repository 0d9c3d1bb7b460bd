using System.Globalization;
using System.Net.Http.Json;
using System.Diagnostics;

namespace Kinora.Benchmarks.Server;

/// <summary>Signals through HTTP in batches of 500, durable; then batches of 100 impressions at a fixed rate.</summary>
internal static class SignalsBenchmark
{
    public static async Task RunAsync(int titles, int seconds)
    {
        await using var server = await BenchServer.StartAsync(titles, people: 64);
        Console.WriteLine($"\n### Signals, {titles:N0} titles\n\n{Disk.Describe(server.Folder)}\n");
        await SendAsync(server, titles, clients: 8, TimeSpan.FromSeconds(2));
        var (events, took) = await SendAsync(server, titles, clients: 8, TimeSpan.FromSeconds(seconds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Batches of 500 from 8 clients: **{events / took.TotalSeconds:N0} events/s** ({events:N0} in {took.TotalSeconds:F1} s).\n"));
    }

    public static async Task ImpressionsAsync(int titles, int seconds)
    {
        await using var server = await BenchServer.StartAsync(titles, people: 500);
        Console.WriteLine($"\n### Impressions, {titles:N0} titles\n\n{Disk.Describe(server.Folder)}\n\n{Latencies.Head}");
        Task AskAsync(int n) => PostAsync(server.People[n % server.People.Count], "/api/feed/impressions", Impressions(n, titles));
        await OpenLoop.RunAsync(50, TimeSpan.FromSeconds(3), AskAsync);
        Console.WriteLine((await OpenLoop.RunAsync(50, TimeSpan.FromSeconds(seconds), AskAsync)).Row("100 impressions, 50 batches/s"));
    }

    private static async Task<(long Events, TimeSpan Took)> SendAsync(BenchServer server, int titles, int clients, TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var sent = 0L;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            for (var n = client; Stopwatch.GetElapsedTime(started) < length; n += clients)
            {
                await PostAsync(server.People[n % server.People.Count], "/api/signals", Signals(n, titles));
                Interlocked.Add(ref sent, 500);
            }
        }));
        return (sent, Stopwatch.GetElapsedTime(started));
    }

    private static async Task PostAsync(HttpClient http, string path, object body)
    {
        using var reply = await http.PostAsJsonAsync(path, body);
        reply.EnsureSuccessStatusCode();
    }

    private static object Signals(int n, int titles) => new
    {
        events = Enumerable.Range(0, 500).Select(i => new
        {
            event_id = Guid.CreateVersion7(),
            kind = i % 3 == 0 ? "play" : "progress",
            title_id = $"bench:{1 + (((n * 500L) + i) % titles)}",
            at = TimeProvider.System.GetUtcNow(),
            position_ms = i * 100,
            duration_ms = 60_000,
            surface = "home",
        }),
    };

    private static object Impressions(int n, int titles) => new
    {
        feed_session = Guid.CreateVersion7(),
        events = Enumerable.Range(0, 100).Select(i => new
        {
            event_id = Guid.CreateVersion7(),
            title_id = $"bench:{1 + (((n * 100L) + i) % titles)}",
            at = TimeProvider.System.GetUtcNow(),
            visible_ms = 900,
            position = i + 1,
            surface = "feed",
        }),
    };
}
