using System.Net.Http.Json;

namespace Kinora.Benchmarks.Server;

/// <summary>The home rails through HTTP: the first time for each profile, and warm; then the page that a browser shows.</summary>
internal static class HomeBenchmark
{
    public static async Task RunAsync(int titles, int seconds)
    {
        await using var server = await BenchServer.StartAsync(titles, people: 200);
        var random = new Random(3);
        foreach (var http in server.People)
        {
            using var reply = await http.PostAsJsonAsync("/api/signals", new
            {
                events = Enumerable.Range(0, 60).Select(n => new
                {
                    event_id = Guid.CreateVersion7(),
                    kind = n % 4 == 0 ? "complete" : "progress",
                    title_id = $"bench:{1 + random.Next(titles)}",
                    at = TimeProvider.System.GetUtcNow().AddHours(-random.Next(400)),
                    position_ms = 10_000 + random.Next(10_000),
                    watched = new[] { new[] { 0, 10_000 + random.Next(10_000) } },
                }),
            });
            reply.EnsureSuccessStatusCode();
        }

        // As a server does after its start.
        await server.Get<Discovery.WarmUp>().RunAsync(CancellationToken.None);
        Console.WriteLine($"\n### Home rails, {titles:N0} titles\n\n{Latencies.Head}");
        var first = await OpenLoop.RunAsync(40, TimeSpan.FromSeconds(5), n => server.People[n % 200].GetStringAsync("/api/recommendations/home"));
        Console.WriteLine(first.Row("first time for a profile, 40/s"));
        var warm = await OpenLoop.RunAsync(
            200, TimeSpan.FromSeconds(seconds), _ => server.People[random.Next(200)].GetStringAsync("/api/recommendations/home"));
        Console.WriteLine(warm.Row("warm, 200/s"));
        var page = await OpenLoop.RunAsync(300, TimeSpan.FromSeconds(seconds), _ => server.People[random.Next(200)].GetStringAsync("/"));
        Console.WriteLine(page.Row("the page as HTML, 300/s"));
    }
}
