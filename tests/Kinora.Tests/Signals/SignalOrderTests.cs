using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Signals.Contracts;
using Kinora.Tests.Discovery;
using Kinora.Tests.Support;

namespace Kinora.Tests.Signals;

/// <summary>What follows from signals does not depend on how they came, nor on what ran beside them.</summary>
public sealed class SignalOrderTests
{
    private static readonly string[] Kinds = ["view", "play", "progress", "complete", "skip", "share", "queue", "unqueue"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Shuffled_doubled_late_and_from_two_devices_signals_say_the_same(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(40, "movie");
        await app.GivenManyTitlesAsync(60, "clip", "clips");
        var events = Events();
        var straight = new FeedClient(await app.ClientAsAsync("straight"));
        var (phone, tv) = (new FeedClient(await app.ClientAsAsync("crooked")), new FeedClient(await app.ClientAsAsync("crooked")));

        await straight.PostAsync("/api/signals", new { events });
        var (even, odd) = (Shuffled(events, 0), Shuffled(events, 1));
        foreach (var batch in even.Chunk(7).Zip(odd.Chunk(7)))
            await Task.WhenAll(phone.PostAsync("/api/signals", new { events = batch.First }), tv.PostAsync("/api/signals", new { events = batch.Second }));
        var again = await phone.PostAsync("/api/signals", new { events = events.Reverse() });

        Assert.All(again, status => Assert.Equal("duplicate", status));
        Assert.Equal(await DerivedAsync(straight), await DerivedAsync(phone));
    }

    [Theory, EachDatabase]
    public async Task Signals_beside_feed_pages_are_all_kept_and_nothing_seen_comes_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(400);
        var http = await app.ClientAsAsync("ed");
        var (seen, served) = (new ConcurrentDictionary<string, bool>(), new ConcurrentBag<string>());

        async Task WatchAsync(int from)
        {
            for (var n = from; n < from + 40; n++)
            {
                var status = await new FeedClient(http).PostAsync("/api/signals", new { events = new[] { Event(n, "progress", $"test:{n}", 5_000) } });
                Assert.Equal(["recorded"], status);
                seen[$"test:{n}"] = true;
            }
        }

        async Task SwipeAsync()
        {
            var (client, page) = (new FeedClient(http), (FeedClient.Page?)null);
            for (var n = 0; n < 6; n++)
            {
                var known = seen.Keys.ToHashSet();
                page = page is null ? await client.PageAsync("page_size=12") : await client.NextAsync(page);
                Assert.Equal(12, page.Titles.Length);
                Assert.DoesNotContain(page.Titles, known.Contains);
                foreach (var title in page.Titles)
                    served.Add(title);
            }
        }

        await Task.WhenAll(WatchAsync(1), WatchAsync(101), SwipeAsync(), SwipeAsync());

        Assert.Equal(served.Count, served.Distinct().Count());
        var kept = await app.Get<ISignalHistory>().SinceAsync(await app.ProfileOfAsync("ed"), 0, Cancel);
        Assert.Equal(80, kept.Count(signal => signal.Kind == SignalKind.Progress));
    }

    [Theory, EachDatabase]
    public async Task A_page_comes_through_a_storm_of_signals_that_never_ends(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(400);
        var client = new FeedClient(await app.ClientAsAsync("ed"));
        using var calm = new CancellationTokenSource();

        async Task BlowAsync(int from)
        {
            for (var n = from; !calm.IsCancellationRequested; n++)
                await client.PostAsync("/api/signals", new { events = new[] { Event(n, "progress", $"test:{(n % 100) + 1}", 5_000) } });
        }

        var storm = Enumerable.Range(1, 6).Select(n => BlowAsync(n * 10_000)).ToList();
        var page = await client.PageAsync("page_size=12");
        var served = page.Titles.ToList();
        for (var n = 0; n < 5; n++)
            served.AddRange((page = await client.NextAsync(page)).Titles);
        await calm.CancelAsync();
        await Task.WhenAll(storm);

        Assert.Equal(72, served.Distinct().Count());
    }

    /// <summary>What a client can see of what was derived.</summary>
    private static async Task<string> DerivedAsync(FeedClient client)
    {
        var home = await client.Http.GetFromJsonAsync<JsonNode>("/api/recommendations/home", Cancel);
        var rails = home!["rails"]!.AsArray().Select(rail =>
            $"{rail!["rail"]}: {string.Join(' ', rail["items"]!.AsArray().Select(item => item!["title"]?["id"] ?? item["kind"]))}");
        var forYou = await client.Http.GetFromJsonAsync<JsonNode>("/api/recommendations/for-you", Cancel);
        var feed = await client.PageAsync();
        return string.Join('\n', [.. rails, Ids(forYou!), feed.Inventory.GetRawText()]);
    }

    private static string Ids(JsonNode list) => string.Join(' ', list["items"]!.AsArray().Select(item => item!["title"]!["id"]));

    private static object[] Events() =>
    [
        .. Enumerable.Range(0, 120).Select(n => Event(
            n, Kinds[n * 5 % Kinds.Length], n % 3 == 0 ? $"clips:{(n * 7 % 60) + 1}" : $"test:{(n * 11 % 40) + 1}", n * 30_000L)),
    ];

    private static object[] Shuffled(object[] events, int part) =>
        [.. events.Select((one, n) => (one, n)).Where(pair => pair.n % 2 == part || pair.n % 5 == 0).OrderBy(pair => pair.n * 7919 % 127).Select(pair => pair.one)];

    private static readonly DateTimeOffset Begin = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(5);

    private static object Event(int n, string kind, string title, long positionMs) => new
    {
        event_id = $"018f4d1e-0000-7000-8000-{n:D12}",
        kind,
        title_id = title,
        at = Begin.AddMinutes(n),
        position_ms = positionMs,
        duration_ms = 5_400_000,
    };
}
