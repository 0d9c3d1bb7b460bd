using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Kinora.EndToEnd.Faults;

/// <summary>
/// One person who does a bit of everything and remembers what was acknowledged. Each thing is sent until it is answered, so that afterwards
/// there is one right answer to what must be there.
/// </summary>
/// <param name="address">Where the server is now; null while it is down.</param>
internal sealed class Household(string token, Func<string?> address, int seed) : IDisposable
{
    /// <summary>A loaded machine may take half a minute to start the server again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(15), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    private readonly Random _random = new(seed);
    private readonly List<string> _events = [];
    private readonly Dictionary<string, bool> _hidden = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _followed = new(StringComparer.Ordinal);
    private readonly List<string> _imported = [];
    private readonly HashSet<string> _mine = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pages = new(StringComparer.Ordinal);
    private readonly string _session = Guid.CreateVersion7().ToString();
    private string? _cursor;

    public int Acknowledged { get; private set; }

    public int Retries { get; private set; }

    /// <summary>Replies that said "not now", and those among them that did not say when again.</summary>
    public (int All, int Silent) Unavailable { get; private set; }

    public ConcurrentQueue<string> Wrong { get; } = [];

    public async Task DoAsync(int titles, bool imports = true)
    {
        switch (_random.Next(imports ? 11 : 9))
        {
            case < 4:
                await RecordAsync(titles);
                break;
            case < 6:
                await TurnPageAsync();
                break;
            case < 8:
                await HideAsync($"chaos:{_random.Next(1, titles)}");
                break;
            case 8:
                await FollowAsync(titles);
                break;
            case 9:
                await ImportAsync();
                break;
            default:
                await CollectAsync();
                break;
        }
    }

    /// <summary>Holds everything that was acknowledged against what is there.</summary>
    public async Task CheckAsync()
    {
        foreach (var batch in _events.Chunk(100))
        {
            var again = await SendAsync(HttpMethod.Post, "/api/signals", new JsonObject { ["events"] = new JsonArray([.. batch.Select(one => JsonNode.Parse(one))]) });
            foreach (var result in again!["results"]!.AsArray().Where(result => (string?)result!["status"] != "duplicate"))
                Wrong.Enqueue($"signal {result!["event_id"]} was acknowledged and is {result["status"]}");
        }

        var hidden = await AllAsync("/api/viewing/not-interested?limit=100", item => (string?)item["id"]);
        var followed = await AllAsync("/api/me/following?limit=100", item => (string?)item["creator_id"]);
        Compare("hidden", _hidden, hidden);
        Compare("followed", _followed, followed);
        // What was made was removed again: whatever of mine is left was made a second time.
        foreach (var left in (await AllAsync("/api/catalog/collections", item => (string?)item["name"])).Where(_mine.Contains))
            Wrong.Enqueue($"{left} was made twice");
        foreach (var title in _imported)
        {
            if (!await UntilThereAsync($"/api/catalog/titles/{title}"))
                Wrong.Enqueue($"the import of {title} was acknowledged and it never came");
        }
    }

    public void Dispose() => _http.Dispose();

    public async Task RecordAsync(int titles)
    {
        var events = new JsonArray();
        for (var n = 0; n < 10; n++)
        {
            events.Add(new JsonObject
            {
                ["event_id"] = Guid.CreateVersion7().ToString(),
                ["kind"] = "progress",
                ["title_id"] = $"chaos:{_random.Next(1, titles)}",
                ["at"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                ["position_ms"] = _random.Next(1, 20_000),
                ["duration_ms"] = 30_000,
            });
        }

        var reply = await SendAsync(HttpMethod.Post, "/api/signals", new JsonObject { ["events"] = events });
        foreach (var result in reply!["results"]!.AsArray().Where(result => (string?)result!["status"] == "refused"))
            Wrong.Enqueue($"refused: {result!["error"]}");
        _events.AddRange(events.Select(one => one!.ToJsonString()));
        Acknowledged += events.Count;
    }

    public async Task TurnPageAsync()
    {
        var page = await SendAsync(HttpMethod.Get, $"/api/feed?{(_cursor is null ? $"feed_session={_session}" : $"cursor={_cursor}")}&page_size=12", null);
        foreach (var item in page!["items"]!.AsArray())
        {
            var title = (string)item!["title"]!["id"]!;
            if (!_pages.Add(title) && !(bool)item["repeat"]! && (int)page["inventory"]!["fresh"]! >= 24)
                Wrong.Enqueue($"{title} was handed out twice");
        }

        _cursor = (string?)page["next_cursor"];
        Acknowledged++;
    }

    private async Task HideAsync(string title)
    {
        var hide = !_hidden.GetValueOrDefault(title);
        await SendAsync(hide ? HttpMethod.Post : HttpMethod.Delete, $"/api/viewing/not-interested/{title}", null);
        _hidden[title] = hide;
        Acknowledged++;
    }

    private async Task FollowAsync(int titles)
    {
        var title = await SendAsync(HttpMethod.Get, $"/api/catalog/titles/chaos:{_random.Next(1, titles)}", null);
        if ((string?)title?["creator_id"] is not { } creator)
            return;
        var follow = !_followed.GetValueOrDefault(creator);
        await SendAsync(follow ? HttpMethod.Put : HttpMethod.Delete, $"/api/creators/{Uri.EscapeDataString(creator)}/follow", null);
        _followed[creator] = follow;
        Acknowledged++;
    }

    private async Task ImportAsync()
    {
        var id = $"import:{Guid.CreateVersion7():N}";
        using var body = new StringContent($$"""{"id":"{{id}}","kind":"movie","title":"Brought in","maturity":"G"}""" + "\n", Encoding.UTF8, "application/x-ndjson");
        var text = await body.ReadAsStringAsync();
        await SendAsync(HttpMethod.Post, "/api/admin/titles/import?name=one.ndjson", text);
        _imported.Add(id);
        Acknowledged++;
    }

    /// <summary>Makes a thing that has no name of its own but the key of its request, and removes it.</summary>
    private async Task CollectAsync()
    {
        var name = $"Mine {Guid.CreateVersion7()}";
        _mine.Add(name);
        var made = await SendAsync(HttpMethod.Post, "/api/catalog/collections", new JsonObject { ["name"] = name }, name[5..]);
        await SendAsync(HttpMethod.Delete, $"/api/catalog/collections/{made!["id"]}", null);
        Acknowledged += 2;
    }

    private void Compare(string what, Dictionary<string, bool> mine, HashSet<string> there)
    {
        foreach (var (name, on) in mine.Where(one => there.Contains(one.Key) != one.Value))
            Wrong.Enqueue($"{name} should {(on ? "" : "not ")}be {what}");
    }

    private async Task<HashSet<string>> AllAsync(string path, Func<JsonNode, string?> key)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        for (string? cursor = null; ;)
        {
            var page = await SendAsync(HttpMethod.Get, cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", null);
            all.UnionWith(page!["items"]!.AsArray().Select(item => key(item!)!));
            cursor = (string?)page["next_cursor"];
            if (cursor is null)
                return all;
        }
    }

    private async Task<bool> UntilThereAsync(string path)
    {
        var ends = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(ends) < Patience)
        {
            using var reply = await _http.GetAsync(address() + path);
            if (reply.StatusCode == HttpStatusCode.OK)
                return true;
            await Task.Delay(50);
        }

        return false;
    }

    /// <summary>Until it is answered, as a patient client does.</summary>
    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body, string? key = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(method, (address() ?? throw new HttpRequestException("down")) + path)
                {
                    Content = body switch
                    {
                        null => null,
                        string text => new StringContent(text, Encoding.UTF8, "application/x-ndjson"),
                        _ => JsonContent.Create(body),
                    },
                };
                if (key is not null)
                    request.Headers.Add("Idempotency-Key", key);
                using var reply = await _http.SendAsync(request);
                // Removed already, by the try whose answer got lost.
                if (method == HttpMethod.Delete && reply.StatusCode == HttpStatusCode.NotFound)
                    return null;
                // With a key: the first try still runs, or ran in a process that is no more.
                if (key is not null && reply.StatusCode == HttpStatusCode.Conflict)
                    throw new HttpRequestException("running");
                if (reply.IsSuccessStatusCode)
                {
                    var text = await reply.Content.ReadAsStringAsync();
                    return text.Length == 0 ? null : JsonNode.Parse(text);
                }

                if (reply.StatusCode != HttpStatusCode.ServiceUnavailable)
                    throw new InvalidOperationException($"{method} {path}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
                Unavailable = (Unavailable.All + 1, Unavailable.Silent + (reply.Headers.RetryAfter is null ? 1 : 0));
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                // Down, or it went down in the middle.
            }

            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"{method} {path} was not answered for {Patience.TotalSeconds} s.");
            Retries++;
            await Task.Delay(25);
        }
    }
}
