using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd.Feed;

/// <summary>
/// People with two devices each swipe through the feed while the server is killed at random moments. Everything that was acknowledged is
/// remembered here and held against the laws of the feed.
/// </summary>
internal sealed class FeedChaos(string folder, IReadOnlyList<string> tokens, FeedChaos.Plan plan)
{
    private readonly Random _random = new(plan.Seed);
    private readonly Lock _randomLock = new();
    private volatile ServerProcess? _server;
    private volatile bool _done;
    private Task _killing = Task.CompletedTask;

    /// <summary>How much, and how often the server is killed.</summary>
    /// <param name="Pages">Pages in all, over all people and devices.</param>
    /// <param name="AtOnce">People who swipe at the same time.</param>
    internal sealed record Plan(int Pages, int AtOnce = 3, int PageSize = 12, int Seed = 1, int LeastMs = 150, int MostMs = 1_500);

    public Findings Found { get; } = new();

    private Plan Swipes => plan;

    public async Task<Findings> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        _server = await ServerProcess.StartAsync(folder);
        _killing = KillAsync();
        var perPerson = plan.Pages / tokens.Count;
        var swiping = Parallel.ForEachAsync(tokens, new ParallelOptions { MaxDegreeOfParallelism = plan.AtOnce }, async (token, _) =>
        {
            using var person = new Person(this, token);
            await Task.WhenAll(person.SwipeAsync(perPerson / 2), person.SwipeAsync(perPerson - (perPerson / 2)));
            await person.CheckKeptAsync();
        });

        // Where the server does not start again, that is the fault to be told, not those of the people who waited for it.
        await Task.WhenAny(swiping, _killing);
        _done = true;
        try
        {
            await _killing;
            await swiping;
        }
        finally
        {
            await _server.DisposeAsync();
        }

        Found.Took = Stopwatch.GetElapsedTime(started);
        return Found;
    }

    private async Task KillAsync()
    {
        // A machine that needs long for a start also needs long for an answer: killed at once each time, it would never give one.
        var (slowness, pages, fruitless) = (1.0, 0, 0);
        while (!_done)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Next(plan.LeastMs, plan.MostMs) * slowness));
            fruitless = Found.Pages == pages ? fruitless + 1 : 0;
            var waiting = Stopwatch.GetTimestamp();
            while (fruitless > 1 && Found.Pages == pages && !_done && Stopwatch.GetElapsedTime(waiting) < TimeSpan.FromSeconds(60))
                await Task.Delay(20);
            pages = Found.Pages;
            await _server!.DisposeAsync();
            var starting = Stopwatch.GetTimestamp();
            _server = await ServerProcess.StartAsync(folder);
            slowness = Math.Max(1, Stopwatch.GetElapsedTime(starting).TotalSeconds / 2);
            Found.Kills++;
        }
    }

    private int Next(int least, int most)
    {
        lock (_randomLock)
            return _random.Next(least, most);
    }

    /// <summary>What went wrong, and how much was tried.</summary>
    internal sealed class Findings
    {
        public int Kills { get; set; }

        public int Pages;

        public int Items;

        public int Retries;

        public int AskedAgain;

        public int Acknowledged;

        public TimeSpan Took { get; set; }

        /// <summary>A sentence for each breach.</summary>
        public ConcurrentQueue<string> Repeats { get; } = [];

        public ConcurrentQueue<string> Short { get; } = [];

        public ConcurrentQueue<string> Lost { get; } = [];

        public ConcurrentQueue<string> Changed { get; } = [];
    }

    private sealed class Person : IDisposable
    {
        private const int Waterline = 24;

        /// <summary>A loaded machine may take half a minute to start the server again.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

        private readonly FeedChaos _chaos;
        private readonly HttpClient _http;
        private readonly ConcurrentDictionary<string, byte> _handed = new(StringComparer.Ordinal);
        private readonly ConcurrentQueue<JsonObject> _kept = [];

        public Person(FeedChaos chaos, string token)
        {
            (_chaos, _http) = (chaos, new HttpClient { Timeout = TimeSpan.FromSeconds(10) });
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        public async Task SwipeAsync(int pages)
        {
            var (session, cursor) = (Guid.CreateVersion7().ToString(), (string?)null);
            for (var number = 1; number <= pages; number++)
            {
                var query = cursor is null ? $"feed_session={session}" : $"cursor={cursor}";
                var page = await AskAsync(query);
                Judge(page, number);
                if (_chaos.Next(0, 5) == 0)
                    Compare(page, await AskAsync(query));
                await ReportAsync(session, page);
                cursor = (string?)page["next_cursor"];
            }
        }

        /// <summary>Sends everything that was acknowledged once more: what was kept is a duplicate.</summary>
        public async Task CheckKeptAsync()
        {
            foreach (var batch in _kept)
            {
                var again = await SendAsync(batch);
                foreach (var result in again.Where(result => (string?)result!["status"] != "duplicate"))
                    _chaos.Found.Lost.Enqueue($"{result!["event_id"]} was acknowledged and is {result["status"]}");
            }
        }

        public void Dispose() => _http.Dispose();

        private async Task<JsonObject> AskAsync(string query)
        {
            var path = $"/api/feed?{query}&page_size={_chaos.Swipes.PageSize}";
            return await TryAsync(async address => JsonNode.Parse(await _http.GetStringAsync(address + path))!.AsObject());
        }

        private void Judge(JsonObject page, int number)
        {
            var (items, inventory) = (page["items"]!.AsArray(), page["inventory"]!);
            Interlocked.Increment(ref _chaos.Found.Pages);
            Interlocked.Add(ref _chaos.Found.Items, items.Count);
            var expected = Math.Min(_chaos.Swipes.PageSize, (int)inventory["eligible"]!);
            if (items.Count + (int)page["withdrawn"]! != expected)
                _chaos.Found.Short.Enqueue($"page {number} has {items.Count} of {expected}");
            foreach (var item in items)
            {
                var (title, repeat) = ((string)item!["title"]!["id"]!, (bool)item["repeat"]!);
                if (!_handed.TryAdd(title, 0) && (!repeat || (int)inventory["fresh"]! >= Waterline))
                    _chaos.Found.Repeats.Enqueue($"page {number} has {title} again, with {inventory["fresh"]} fresh ones left");
            }
        }

        private void Compare(JsonObject first, JsonObject again)
        {
            Interlocked.Increment(ref _chaos.Found.AskedAgain);
            if (!JsonNode.DeepEquals(first, again))
                _chaos.Found.Changed.Enqueue($"{first["feed_session"]} answered differently");
        }

        private async Task ReportAsync(string session, JsonObject page)
        {
            var events = new JsonArray();
            foreach (var item in page["items"]!.AsArray().Where(_ => _chaos.Next(0, 10) < 8))
            {
                events.Add(new JsonObject
                {
                    ["event_id"] = Guid.CreateVersion7().ToString(),
                    ["title_id"] = (string)item!["title"]!["id"]!,
                    ["at"] = TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                    ["visible_ms"] = 900,
                    ["position"] = (int)item["position"]!,
                    ["surface"] = "feed",
                });
            }

            var batch = new JsonObject { ["feed_session"] = session, ["events"] = events };
            foreach (var result in (await SendAsync(batch)).Where(result => (string?)result!["status"] == "refused"))
                _chaos.Found.Lost.Enqueue($"refused: {result!["error"]}");
            _kept.Enqueue(batch);
            Interlocked.Add(ref _chaos.Found.Acknowledged, events.Count);
        }

        private Task<JsonArray> SendAsync(JsonObject batch) => TryAsync(async address =>
        {
            using var reply = await _http.PostAsJsonAsync(address + "/api/feed/impressions", batch);
            return JsonNode.Parse(await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["results"]!.AsArray();
        });

        /// <summary>Until it is answered, as a patient client does.</summary>
        private async Task<T> TryAsync<T>(Func<string, Task<T>> ask)
        {
            var started = Stopwatch.GetTimestamp();
            while (true)
            {
                try
                {
                    return await ask(_chaos._server!.Address);
                }
                catch (Exception fault) when (IsGone(fault) && !_chaos._killing.IsFaulted && Stopwatch.GetElapsedTime(started) < Patience)
                {
                    Interlocked.Increment(ref _chaos.Found.Retries);
                    await Task.Delay(25);
                }
            }
        }

        /// <summary>A connection that is reset while it is being made ends in the socket's own fault.</summary>
        private static bool IsGone(Exception fault) =>
            fault is HttpRequestException { StatusCode: null } or IOException or TaskCanceledException or SocketException;
    }
}
