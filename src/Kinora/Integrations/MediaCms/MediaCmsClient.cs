using System.Text.Json;
using Kinora.Platform;
using Kinora.Platform.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kinora.Integrations.MediaCms;

/// <summary>The site did not give what was asked for; the message is for an admin and holds no token.</summary>
internal sealed class MediaCmsException(string message) : Exception(message);

/// <summary>
/// Asks a MediaCMS site, politely: few requests at once, a pause after each, longer ones when it is busy, and an end when it stays so.
/// </summary>
internal sealed class MediaCmsClient : IDisposable
{
    private const long LargestAnswer = 32L << 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly GuardedFetch _fetch;
    private readonly MediaCmsOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turns;
    private readonly Dictionary<string, string> _headers;
    private int _asked;

    public MediaCmsClient(GuardedFetch fetch, IOptions<MediaCmsOptions> options, TimeProvider time)
    {
        (_fetch, _options, _time, _turns) = (fetch, options.Value, time, new SemaphoreSlim(options.Value.Parallel));
        _headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Accept"] = "application/json",
            ["User-Agent"] = $"Kinora/{ProductVersion.Text} (catalogue refresh)",
        };
        if (_options.Token is { } token)
            _headers["Authorization"] = $"Token {token}";
    }

    public MediaCmsOptions Options => _options;

    /// <summary>Requests since the process began.</summary>
    public int Asked => _asked;

    /// <summary>One page of a list or search; null past its end.</summary>
    /// <param name="path">Below <c>/api/v1/</c>, such as <c>media?page=2</c>.</param>
    public async Task<MediaCmsPage?> PageAsync(string path, CancellationToken cancel)
    {
        using var json = await AskAsync(path, cancel);
        return json is null ? null : MediaCmsReader.Page(json.RootElement, _options.Site) ?? throw NotTheInterface(path);
    }

    public async Task<IReadOnlyList<MediaCmsCategory>> CategoriesAsync(CancellationToken cancel)
    {
        using var json = await AskAsync("categories", cancel) ?? throw NotTheInterface("categories");
        return MediaCmsReader.Categories(json.RootElement) ?? throw NotTheInterface("categories");
    }

    public void Dispose() => _turns.Dispose();

    private async Task<JsonDocument?> AskAsync(string path, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (json, end, fault, wait) = await TryAsync(path, cancel);
            if (json is not null || end)
                return json;
            if (wait is not { } asked || attempt >= _options.Tries)
                throw new MediaCmsException(fault!);
            var longer = TimeSpan.FromMilliseconds(_options.BackoffMilliseconds * Math.Pow(2, attempt - 1));
            await Task.Delay(asked > longer ? asked < LongestWait ? asked : LongestWait : longer, _time, cancel);
        }
    }

    /// <summary>The reply; or that the list is at its end; or what was wrong and, where trying again may help, how long the site asks to wait.</summary>
    private async Task<(JsonDocument? Json, bool End, string? Fault, TimeSpan? Wait)> TryAsync(string path, CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel);
        try
        {
            Interlocked.Increment(ref _asked);
            var answer = await _fetch.GetAsync($"{_options.Site}/api/v1/{path}", LargestAnswer, TimeSpan.FromSeconds(_options.Seconds), cancel, _headers);
            // The turn is given back only after the pause: that is what spaces the requests.
            await Task.Delay(TimeSpan.FromMilliseconds(_options.PauseMilliseconds), _time, cancel);
            if (answer.Refusal is { } refusal)
                return (null, false, $"{refusal.Detail} ({path})", refusal.Kind == RefusalKind.Unavailable ? TimeSpan.Zero : null);
            return Read(path, answer.Value);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static (JsonDocument? Json, bool End, string? Fault, TimeSpan? Wait) Read(string path, Fetched got)
    {
        if (got.Status == 404)
            return (null, true, null, null);
        if (got.Status is 429 or >= 500)
            return (null, false, $"The site answers {got.Status} ({path}).", got.RetryAfter ?? TimeSpan.Zero);
        if (got.Status != 200)
            return (null, false, $"The site answers {got.Status} ({path}). {(got.Status is 401 or 403 ? "Look at MediaCms:Token." : "Look at MediaCms:BaseUrl.")}", null);
        try
        {
            return (JsonDocument.Parse(got.Body, new JsonDocumentOptions { MaxDepth = 32 }), false, null, null);
        }
        catch (JsonException)
        {
            // Proxies answer with a page of their own while the site starts.
            return (null, false, $"The site's answer is not JSON ({path}). Look at MediaCms:BaseUrl.", TimeSpan.Zero);
        }
    }

    private static MediaCmsException NotTheInterface(string path) => new($"The site's answer is not what MediaCMS says ({path}). Look at MediaCms:BaseUrl.");
}

internal static class MediaCmsServices
{
    public static IServiceCollection AddMediaCms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MediaCmsOptions>().Bind(configuration.GetSection(MediaCmsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<MediaCmsClient>();
    }
}
