using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kinora.Tests.Support;

/// <summary>A server that speaks the OpenAI interface for embeddings and chats, with the faults that real ones have.</summary>
internal sealed class TestOpenAi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestOpenAi(WebApplication app) => _app = app;

    /// <summary>Each request takes one; none = a proper answer.</summary>
    public ConcurrentQueue<Func<HttpContext, JsonObject, Task>> Faults { get; } = new();

    /// <summary>What was asked, and with which key.</summary>
    public ConcurrentQueue<(JsonObject Body, string? Key)> Asked { get; } = new();

    public int Dimensions { get; init; } = 8;

    /// <summary>What the chat model says to a question.</summary>
    public Func<string, string> Says { get; set; } = _ => "{}";

    /// <summary>What it claims to have taken; null = it claims nothing.</summary>
    public (long In, long Out)? Usage { get; set; } = (900, 60);

    public (string, string?)[] ChatSettings(params (string, string?)[] more) =>
    [
        ("Embeddings:Automatic", "false"), ("OpenAi:BaseUrl", BaseUrl), ("OpenAi:ChatModel", "talker"), ("OpenAi:PauseMilliseconds", "1"), ("OpenAi:ApiKey", "secret"), .. more,
    ];

    public string BaseUrl => $"{_app.Urls.First()}/v1";

    public (string, string?)[] Settings(params (string, string?)[] more) =>
    [
        ("Embeddings:Provider", "openai-compatible"), ("Embeddings:Automatic", "false"), ("OpenAi:BaseUrl", BaseUrl), ("OpenAi:EmbeddingModel", "tiny"),
        ("OpenAi:Dimensions", $"{Math.Max(16, Dimensions)}"), ("OpenAi:PauseMilliseconds", "1"), ("OpenAi:ApiKey", "secret"), .. more,
    ];

    public static async Task<TestOpenAi> StartAsync(int dimensions = 16)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new TestOpenAi(app) { Dimensions = dimensions };
        app.MapPost("/v1/embeddings", server.AnswerAsync);
        app.MapPost("/v1/chat/completions", server.TalkAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>An answer of that status.</summary>
    public static Func<HttpContext, JsonObject, Task> Status(int status, string? retryAfter = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    /// <summary>An answer that never comes.</summary>
    public static Task Hang(HttpContext context, JsonObject body) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>An answer that is none.</summary>
    public static Func<HttpContext, JsonObject, Task> Text(string text) => (context, _) =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(text);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TalkAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        Asked.Enqueue((body, context.Request.Headers.Authorization));
        if (Faults.TryDequeue(out var fault))
        {
            await fault(context, body);
            return;
        }

        var said = Says(body["messages"]![1]!["content"]!.ToString());
        var answer = new JsonObject { ["id"] = "x", ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = said } }) };
        if (Usage is { } usage)
            answer["usage"] = new JsonObject { ["prompt_tokens"] = usage.In, ["completion_tokens"] = usage.Out, ["total_tokens"] = usage.In + usage.Out };
        await context.Response.WriteAsJsonAsync(answer);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        Asked.Enqueue((body, context.Request.Headers.Authorization));
        if (Faults.TryDequeue(out var fault))
        {
            await fault(context, body);
            return;
        }

        // Backwards: the index counts, not the order.
        var data = body["input"]!.AsArray().Select((text, index) => (JsonNode)new JsonObject
        {
            ["index"] = index,
            ["embedding"] = new JsonArray([.. Enumerable.Range(0, Dimensions).Select(i => (JsonNode)(1f + ((text!.ToString()[i % text.ToString().Length] * (i + 3)) % 17)))]),
        }).Reverse();
        await context.Response.WriteAsJsonAsync(new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. data]) });
    }
}
