using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Kinora.Integrations.OpenAi;

/// <summary>The server did not give what was asked for; the message is for an admin and holds no key.</summary>
internal sealed class OpenAiException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What a chat model said, and what that took.</summary>
internal sealed record ChatReply(string? Content, long TokensIn, long TokensOut);

/// <summary>Asks the configured server, within its limits: time, tries, requests a minute, characters a day.</summary>
internal sealed class OpenAiClient : IDisposable
{
    private const int LargestAnswer = 64 << 20;

    /// <summary>A server that asks to be left alone for longer is not waited for.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(5);

    /// <summary>Servers add members of their own.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly OpenAiOptions _options;
    private readonly OpenAiBudget _budget;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public OpenAiClient(IOptions<OpenAiOptions> options, TimeProvider time)
    {
        (_options, _time, _budget) = (options.Value, time, new OpenAiBudget(options.Value, time));
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (_options.ApiKey is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
    }

    public OpenAiOptions Options => _options;

    /// <summary>What was asked of the server since midnight UTC by this process.</summary>
    public (int Requests, long Characters) Today => _budget.Today;

    /// <summary>Tokens that chats took since midnight UTC in this process.</summary>
    public long TokensToday => _budget.TokensToday;

    /// <summary>How the last request went, for the health page; null before the first.</summary>
    public string? LastFault { get; private set; }

    /// <summary>One vector a text, in order. <paramref name="tries"/> 1: somebody waits.</summary>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, int tries, CancellationToken cancel)
    {
        var body = new Request(_options.EmbeddingModel!, texts, "float", _options.SendDimensions ? _options.Dimensions : null);
        var answer = await AskAsync<Request, Answer>("embeddings", body, texts.Sum(text => (long)text.Length), tries, cancel);
        var vectors = new float[texts.Count][];
        foreach (var item in answer.Data ?? [])
        {
            if (item.Index < 0 || item.Index >= vectors.Length || vectors[item.Index] is not null)
                throw Fault($"The server's answer names place {item.Index} of {vectors.Length}, or names it twice.");
            vectors[item.Index] = item.Embedding ?? [];
        }

        return Array.Find(vectors, vector => vector is null || vector.Length != _options.Dimensions || !Array.TrueForAll(vector, float.IsFinite)) is { Length: var length }
            ? throw Fault($"The server sent a vector of {length} numbers, or with one that is none; OpenAi:Dimensions says {_options.Dimensions}.")
            : Array.Exists(vectors, vector => vector is null) ? throw Fault("The server left texts without a vector.") : vectors;
    }

    /// <summary>What the chat model answers to one question; hostile until checked.</summary>
    public async Task<ChatReply> ChatAsync(string rules, string question, int mostTokens, int tries, CancellationToken cancel)
    {
        if (_budget.TokensUsedUp is { } refused)
            throw Fault(refused);
        var body = new ChatRequest(
            _options.ChatModel!, [new ChatMessage("system", rules), new ChatMessage("user", question)], 0, mostTokens, _options.ChatJson ? new ChatFormat("json_object") : null);
        var answer = await AskAsync<ChatRequest, ChatResponse>("chat/completions", body, rules.Length + question.Length, tries, cancel);
        var content = answer.Choices is [{ Message.Content: var said }, ..] ? said : null;
        var (read, written) = (Tokens(answer.Usage?.PromptTokens, rules.Length + question.Length), Tokens(answer.Usage?.CompletionTokens, content?.Length ?? 0));
        _budget.Spend(read + written);
        return new ChatReply(content, read, written);
    }

    public void Dispose()
    {
        _http.Dispose();
        _budget.Dispose();
    }

    private async Task<TAnswer> AskAsync<TRequest, TAnswer>(string path, TRequest body, long characters, int tries, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await _budget.TakeAsync(characters, cancel) is { } refused)
                throw Fault(refused);
            var (answer, fault, pause) = await TryAsync<TRequest, TAnswer>(path, body, cancel);
            if (answer is not null)
            {
                LastFault = null;
                return answer;
            }

            if (pause is not { } wait || attempt >= tries)
                throw Fault(fault!);
            if (wait > MostPatience)
                throw Fault($"{fault} It asks to wait for {wait.TotalMinutes:0} minutes.");
            var longer = TimeSpan.FromMilliseconds(_options.PauseMilliseconds * Math.Pow(2, attempt - 1));
            await Task.Delay(wait > longer ? wait : longer, _time, cancel);
        }
    }

    /// <summary>The answer; or what was wrong and, where trying again may help, how long the server asks to wait.</summary>
    private async Task<(TAnswer? Answer, string? Fault, TimeSpan? Pause)> TryAsync<TRequest, TAnswer>(string path, TRequest body, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.Seconds));
        try
        {
            using var reply = await _http.PostAsJsonAsync($"{_options.BaseUrl!.TrimEnd('/')}/{path}", body, Json, limit.Token);
            if (reply.IsSuccessStatusCode)
                return (await reply.Content.ReadFromJsonAsync<TAnswer>(Json, limit.Token), "The server's answer is empty.", null);
            var status = $"The server answers {(int)reply.StatusCode}.";
            return reply.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
                ? (default, status, reply.Headers.RetryAfter?.Delta ?? TimeSpan.Zero)
                : (default, $"{status} {Hint(reply.StatusCode)}", null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (default, $"The server did not answer within {_options.Seconds} s.", TimeSpan.Zero);
        }
        catch (HttpRequestException fault)
        {
            return (default, $"The server cannot be reached ({fault.HttpRequestError}).", TimeSpan.Zero);
        }
        catch (JsonException)
        {
            return (default, "The server's answer is not what the interface says.", null);
        }
    }

    /// <summary>What the server says, where that is possible at all; else four characters are one.</summary>
    private static long Tokens(long? told, int characters) => told is >= 0 and <= 10_000_000 and var count ? count : (characters + 3) / 4;

    private static string Hint(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Look at OpenAi:ApiKey.",
        HttpStatusCode.NotFound => "Look at OpenAi:BaseUrl, OpenAi:EmbeddingModel and OpenAi:ChatModel.",
        _ => "It does not take the request as it is.",
    };

    private OpenAiException Fault(string what)
    {
        LastFault = what;
        return new OpenAiException(what);
    }

    private sealed record Request(string Model, IReadOnlyList<string> Input, string EncodingFormat,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Dimensions);

    private sealed record Answer(IReadOnlyList<Item>? Data);

    private sealed record Item(int Index, float[]? Embedding);

    private sealed record ChatRequest(string Model, IReadOnlyList<ChatMessage> Messages, double Temperature, int MaxTokens,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChatFormat? ResponseFormat);

    private sealed record ChatFormat(string Type);

    private sealed record ChatMessage(string Role, string? Content);

    private sealed record ChatResponse(IReadOnlyList<ChatChoice?>? Choices, ChatUsage? Usage);

    private sealed record ChatChoice(ChatMessage? Message);

    private sealed record ChatUsage(long? PromptTokens, long? CompletionTokens);
}
