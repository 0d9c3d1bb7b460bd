using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kinora.Tests.Library;

/// <summary>One person's own library, over HTTP.</summary>
internal sealed class LibraryClient(HttpClient http)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    public Task<(HttpStatusCode Status, JsonNode? Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<(HttpStatusCode Status, JsonNode? Body)> StateAsync(string title) => GetAsync($"/api/user/video/{title}/state");

    public Task<(HttpStatusCode Status, JsonNode? Body)> PatchAsync(string title, object change) =>
        SendAsync(HttpMethod.Patch, $"/api/user/video/{title}/state", change);

    public Task<(HttpStatusCode Status, JsonNode? Body)> BeatAsync(string title, DateTimeOffset at, long positionMs, string? id = null, string? device = null) =>
        SendAsync(HttpMethod.Put, $"/api/user/video/{title}/progress", new { position_ms = positionMs, event_id = id ?? Guid.CreateVersion7().ToString(), at, device });

    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var reply = await http.SendAsync(request, Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        return (reply.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Watches a stretch of a title from a time on, one heartbeat every ten seconds.</summary>
    public async Task WatchAsync(string title, DateTimeOffset from, long fromMs, long toMs)
    {
        for (var position = fromMs; position <= toMs; position += 10_000)
            Assert.True((await BeatAsync(title, from.AddMilliseconds(position - fromMs), position)).Status is HttpStatusCode.OK or HttpStatusCode.Created);
    }
}
