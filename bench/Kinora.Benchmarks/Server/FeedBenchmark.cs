using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Discovery.Profiles;
using Kinora.Platform.Database;
using Kinora.Ranking.Profiles;

namespace Kinora.Benchmarks.Server;

/// <summary>
/// One page of the feed through HTTP at a fixed rate, for profiles drawn at random with 500 titles seen, and one batch of impressions a
/// page beside it.
/// </summary>
internal static class FeedBenchmark
{
    private const int Seen = 500;

    public static async Task RunAsync(int titles, int people, double perSecond, int seconds)
    {
        await using var server = await BenchServer.StartAsync(titles, people);
        await RememberAsync(server, titles);
        var random = new Random(7);
        var feeds = server.People.Select(http => new Sitting(http)).ToArray();
        Console.WriteLine($"\n### Feed, {titles:N0} titles, {people:N0} profiles, {Seen} seen each\n\n{Disk.Describe(server.Folder)}\n\n{Latencies.Head}");
        await OpenLoop.RunAsync(perSecond / 4, TimeSpan.FromSeconds(30), _ => feeds[random.Next(feeds.Length)].PageAsync(null));
        var impressions = new Latencies();
        var (processor, pauses, collections) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.CollectionCount(2));
        using var causes = Causes.Watch();
        var pages = await OpenLoop.RunAsync(perSecond, TimeSpan.FromSeconds(seconds), _ => feeds[random.Next(feeds.Length)].PageAsync(impressions));
        impressions.Took = pages.Took;
        Console.WriteLine(pages.Row($"page of 12, {perSecond:N0}/s"));
        Console.WriteLine(impressions.Row("12 impressions beside it"));
        Console.WriteLine(FormattableString.Invariant(
            $"\nProcessor {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / pages.Count:F2} ms a page with its impressions and whoever asks; the heap stood still {(GC.GetTotalPauseDuration() - pauses).TotalMilliseconds:F0} ms in all, {GC.CollectionCount(2) - collections} times for all of it; the longest {LongestPause():F1} ms of the last ones."));
        await causes.PrintAsync(pages.Count);
    }

    private static double LongestPause() => new[] { GCKind.Ephemeral, GCKind.FullBlocking }
        .Max(kind => GC.GetGCMemoryInfo(kind).PauseDurations[0].TotalMilliseconds);

    /// <summary>As if each had seen 500 titles in the last days: packed states, as the server stores them.</summary>
    private static async Task RememberAsync(BenchServer server, int titles)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var random = new Random(11);
        foreach (var some in server.Profiles.Chunk(500))
        {
            await server.Get<Db>().TransactAsync(
                async tx =>
                {
                    foreach (var profile in some)
                    {
                        var state = new ProfileState();
                        for (var n = 0; n < Seen; n++)
                            state.See(random.Next(titles), now - (random.Next(20) * 86_400_000L));
                        await tx.ExecuteAsync(
                            "insert into profile_version (profile_id, version) values (@profile, 1) on conflict do nothing", new { profile });
                        await ProfileStore.SaveAsync(tx, profile, 1, now, ProfileStatePack.Write(state));
                    }
                },
                CancellationToken.None);
        }
    }

    /// <summary>One person with the feed, who goes on from page to page.</summary>
    private sealed class Sitting(HttpClient http)
    {
        private readonly SemaphoreSlim _one = new(1, 1);
        private string? _cursor;
        private int _pages;

        public async Task PageAsync(Latencies? impressions)
        {
            await _one.WaitAsync();
            JsonNode page;
            try
            {
                page = JsonNode.Parse(await http.GetStringAsync(_cursor is null ? "/api/feed" : $"/api/feed?cursor={_cursor}"))!;
                _cursor = ++_pages % 12 == 0 ? null : (string?)page["next_cursor"];
            }
            finally
            {
                _one.Release();
            }

            if (impressions is not null)
                _ = ReportAsync(page, impressions);
        }

        private async Task ReportAsync(JsonNode page, Latencies impressions)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            using var reply = await http.PostAsJsonAsync("/api/feed/impressions", new
            {
                feed_session = (string?)page["feed_session"],
                events = page["items"]!.AsArray().Select(item => new
                {
                    event_id = Guid.CreateVersion7(),
                    title_id = (string?)item!["title"]!["id"],
                    at = TimeProvider.System.GetUtcNow(),
                    visible_ms = 900,
                    position = (int)item["position"]!,
                    surface = "feed",
                }),
            });
            if (reply.IsSuccessStatusCode)
                impressions.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started));
            else
                impressions.Fail();
        }
    }
}
