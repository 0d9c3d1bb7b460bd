using System.Text.Json.Nodes;

namespace Kinora.Tests.Platform.Live;

/// <summary>Reads a stream of server-sent events, one after the other.</summary>
internal sealed class EventReader(HttpResponseMessage reply, StreamReader lines) : IAsyncDisposable
{
    public HttpResponseMessage Reply => reply;

    public static async Task<EventReader> OpenAsync(HttpClient client, string path = "/api/events", string? last = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return new EventReader(reply, new StreamReader(await reply.Content.ReadAsStreamAsync(cancel)));
    }

    /// <summary>The next event of this kind; null when the stream ends before.</summary>
    public async Task<Event?> NextAsync(string kind)
    {
        while (await NextAsync() is { } next)
        {
            if (next.Kind == kind)
                return next;
        }

        return null;
    }

    /// <summary>The next event; comments come as kind <c>:</c>. Null at the end.</summary>
    public async Task<Event?> NextAsync()
    {
        var (id, kind, data) = ("", "", "");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(':'))
                return new Event("", ":", null);
            if (line.Length == 0 && kind.Length > 0)
                return new Event(id, kind, JsonNode.Parse(data));
            var (name, value) = line.Split(": ", 2) is [var left, var right] ? (left, right) : (line, "");
            (id, kind, data) = name switch
            {
                "id" => (value, kind, data),
                "event" => (id, value, data),
                "data" => (id, kind, value),
                _ => (id, kind, data),
            };
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        lines.Dispose();
        reply.Dispose();
        return ValueTask.CompletedTask;
    }

    internal sealed record Event(string Id, string Kind, JsonNode? Data);
}
