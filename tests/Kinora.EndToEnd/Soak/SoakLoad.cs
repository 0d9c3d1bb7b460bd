using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kinora.EndToEnd.Faults;

namespace Kinora.EndToEnd.Soak;

/// <summary>People who use everything at a fixed rate, whether or not answers have come.</summary>
internal sealed class SoakLoad(string address, IReadOnlyList<string> tokens, double perSecond) : IDisposable
{
    private readonly HttpClient[] _people = [.. tokens.Select(token => new HttpClient
    {
        BaseAddress = new Uri(address),
        Timeout = TimeSpan.FromSeconds(30),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    })];

    private readonly string?[] _cursors = new string?[tokens.Count];
    private readonly string[] _sessions = [.. tokens.Select(_ => Guid.CreateVersion7().ToString())];
    private readonly Random _random = new(11);
    private readonly Lock _gate = new();
    private List<double> _took = [];

    /// <summary>What went wrong, with the request; bounded.</summary>
    public List<string> Wrong { get; } = [];

    public long Asked { get; private set; }

    /// <summary>Milliseconds of the answers since the last call.</summary>
    public List<double> Take()
    {
        lock (_gate)
        {
            var taken = _took;
            _took = [];
            return taken;
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        var running = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            for (var due = Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond; Asked < due; Asked++)
                running.Add(TimedAsync(_random.Next(100), _random.Next(tokens.Count), _random.Next(1, World.Titles)));
            running.RemoveAll(task => task.IsCompletedSuccessfully);
            await Task.Delay(5, CancellationToken.None);
        }

        await Task.WhenAll(running);
    }

    public void Dispose() => Array.ForEach(_people, person => person.Dispose());

    private async Task TimedAsync(int dice, int who, int title)
    {
        await Task.Yield();
        var began = Stopwatch.GetTimestamp();
        try
        {
            var timed = await AskAsync(dice, who, title);
            lock (_gate)
            {
                if (timed)
                    _took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException or InvalidOperationException)
        {
            lock (_gate)
            {
                if (Wrong.Count < 50)
                    Wrong.Add($"{dice} by {who}, title {title}: {fault.Message}");
            }
        }
    }

    /// <summary>False where waiting was the point, so that its time says nothing.</summary>
    private async Task<bool> AskAsync(int dice, int who, int title)
    {
        var id = $"chaos:{title}";
        await (dice switch
        {
            < 10 => GetAsync(who, "/"),
            < 18 => GetAsync(who, $"/titles/{id}"),
            < 24 => GetAsync(who, "/api/recommendations/home"),
            < 44 => TurnPageAsync(who),
            < 64 => SendAsync(who, HttpMethod.Post, "/api/signals", Events(title)),
            < 78 => GetAsync(who, $"/api/catalog/titles?q=clip+{title % 100}"),
            < 84 => GetAsync(who, "/search?q=creator"),
            < 88 => SendAsync(who, HttpMethod.Post, $"/api/viewing/not-interested/{id}", null),
            < 92 => SendAsync(who, HttpMethod.Delete, $"/api/viewing/not-interested/{id}", null),
            < 95 => SendAsync(who, title % 2 == 0 ? HttpMethod.Post : HttpMethod.Delete, $"/api/ratings/{id}", title % 2 == 0 ? JsonContent.Create(new { value = 1 }) : null),
            < 98 => GetAsync(who, "/api/me/following"),
            98 => ImportAsync(who, title % 20),
            _ => ListenAsync(who),
        });
        return dice != 99;
    }

    private async Task GetAsync(int who, string path)
    {
        using var reply = await _people[who].GetAsync(path);
        await Good(reply).Content.CopyToAsync(Stream.Null);
    }

    private async Task SendAsync(int who, HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var reply = await _people[who].SendAsync(request);
        await Good(reply).Content.CopyToAsync(Stream.Null);
    }

    /// <summary>A cursor that another answer has overtaken begins anew, as the page does.</summary>
    private async Task TurnPageAsync(int who)
    {
        var cursor = _cursors[who];
        using var reply = await _people[who].GetAsync(
            cursor is null ? $"/api/feed?feed_session={_sessions[who]}&page_size=12" : $"/api/feed?cursor={Uri.EscapeDataString(cursor)}&page_size=12");
        var page = JsonNode.Parse(await Good(reply).Content.ReadAsStringAsync());
        _cursors[who] = (string?)page!["next_cursor"];
    }

    private Task ImportAsync(int who, int number) => SendAsync(
        who,
        HttpMethod.Post,
        "/api/admin/titles/import?name=soak.ndjson",
        new StringContent($$"""{"id":"soak:{{number}}","kind":"movie","title":"Brought in {{Asked}}","maturity":"G"}""" + "\n", Encoding.UTF8, "application/x-ndjson"));

    /// <summary>Opens the stream of events and leaves it half a second later.</summary>
    private async Task ListenAsync(int who)
    {
        using var reply = await _people[who].GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        Good(reply);
        await Task.Delay(500);
    }

    private static JsonContent Events(int title) => JsonContent.Create(new
    {
        events = Enumerable.Range(0, 10).Select(n => new
        {
            event_id = Guid.CreateVersion7(),
            kind = "progress",
            title_id = string.Create(CultureInfo.InvariantCulture, $"chaos:{1 + ((title + n) % (World.Titles - 1))}"),
            at = TimeProvider.System.GetUtcNow(),
            position_ms = 3_000 * (n + 1) % 30_000,
            duration_ms = 30_000,
        }),
    });

    private static HttpResponseMessage Good(HttpResponseMessage reply) =>
        reply.IsSuccessStatusCode ? reply : throw new InvalidOperationException($"{reply.RequestMessage?.Method} {reply.RequestMessage?.RequestUri} {(int)reply.StatusCode}");
}
