using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kinora.Tests.Discovery;

/// <summary>A person with the feed: pages, impressions and signals as a client sends them.</summary>
internal sealed class FeedClient(HttpClient http)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    public async Task<Page> PageAsync(string query = "")
    {
        using var reply = await http.GetAsync($"/api/feed?{query}", Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{reply.StatusCode}: {text}");
        return new Page(text);
    }

    public Task<Page> NextAsync(Page page, string query = "") => PageAsync($"cursor={page.Cursor}&{query}");

    public async Task<(HttpStatusCode Status, string? Code, string? Field)> RefusalAsync(string query)
    {
        using var reply = await http.GetAsync($"/api/feed?{query}", Cancel);
        return await RefusalOfAsync(reply);
    }

    public static async Task<(HttpStatusCode Status, string? Code, string? Field)> RefusalOfAsync(HttpResponseMessage reply)
    {
        var error = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel))?["error"];
        return (reply.StatusCode, (string?)error?["code"], (string?)error?["field"]);
    }

    /// <summary>Reports that these titles of a page were seen; gives the status of each.</summary>
    public async Task<string[]> SeeAsync(Page page, IEnumerable<string> titles, TimeProvider time, int visibleMs = 900)
    {
        var events = titles.Select((title, place) => Impression(title, time.GetUtcNow(), visibleMs, place + 1)).ToArray();
        return await PostAsync("/api/feed/impressions", new { feed_session = page.Session, events });
    }

    public static object Impression(string title, DateTimeOffset at, int visibleMs = 900, int position = 1) => new
    {
        event_id = Guid.CreateVersion7().ToString(),
        title_id = title,
        at,
        visible_ms = visibleMs,
        position,
        surface = "feed",
    };

    public async Task<string[]> PostAsync(string path, object body)
    {
        using var reply = await http.PostAsJsonAsync(path, body, Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{reply.StatusCode}: {text}");
        return [.. JsonNode.Parse(text)!["results"]!.AsArray().Select(result => (string)result!["status"]!)];
    }

    /// <summary>A page as it came.</summary>
    internal sealed class Page(string text)
    {
        private readonly JsonElement _root = JsonDocument.Parse(text).RootElement;

        public string Text => text;

        public string Session => _root.GetProperty("feed_session").GetString()!;

        public string? Cursor => _root.GetProperty("next_cursor").GetString();

        public int Withdrawn => _root.GetProperty("withdrawn").GetInt32();

        public JsonElement Inventory => _root.GetProperty("inventory");

        public JsonElement[] Items => [.. _root.GetProperty("items").EnumerateArray()];

        public string[] Titles => [.. Items.Select(item => item.GetProperty("title").GetProperty("id").GetString()!)];

        public int Repeats => Items.Count(item => item.GetProperty("repeat").GetBoolean());
    }
}
