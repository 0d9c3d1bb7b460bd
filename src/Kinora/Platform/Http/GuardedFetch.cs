using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Http;

/// <summary>
/// Fetches what people point at: each address of a chain of redirects passes the <see cref="UrlGuard"/>, the one that a name resolves to
/// is checked where the connection is made, and size, time and redirects have their limits.
/// </summary>
internal sealed class GuardedFetch : IDisposable
{
    private const int MostRedirects = 5;

    private readonly IReadOnlyCollection<IPNetwork> _allowed;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly HttpClient _client;

    public GuardedFetch(IOptions<HttpOptions> options)
        : this([.. options.Value.PrivateHosts.Select(text => HttpServices.Network(text)!.Value)], Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>With another way to resolve names.</summary>
    public GuardedFetch(IReadOnlyCollection<IPNetwork> allowed, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_allowed, _resolve) = (allowed, resolve);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = ConnectAsync,
        });
    }

    /// <summary>What stands at the address.</summary>
    /// <param name="most">The largest body that is taken, in bytes.</param>
    /// <param name="patience">For all of it, redirects included.</param>
    /// <param name="headers">Sent to the host that was named, and to no other that it leads to; with them a reply may come packed.</param>
    public async Task<Outcome<Fetched>> GetAsync(
        string url, long most, TimeSpan patience, CancellationToken cancel, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        string? named = null;
        try
        {
            for (var hop = 0; hop <= MostRedirects; hop++)
            {
                var checkedUrl = UrlGuard.Check(url, "url", _allowed);
                if (checkedUrl.Refusal is { } refusal)
                    return refusal;
                named ??= checkedUrl.Value.GetLeftPart(UriPartial.Authority);
                using var request = Request(checkedUrl.Value, checkedUrl.Value.GetLeftPart(UriPartial.Authority) == named ? headers : null);
                using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } next)
                    return await ReadAsync(answer, checkedUrl.Value, most, limit.Token);
                var target = new Uri(checkedUrl.Value, next);
                // What was asked for over TLS is not fetched in the open.
                if (checkedUrl.Value.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps)
                    return UrlGuard.Refused("url");
                url = target.AbsoluteUri;
            }

            return new Refusal(RefusalKind.Invalid, "url-redirects", $"The address leads on more than {MostRedirects} times.", "url");
        }
        catch (HttpRequestException fault) when (fault.InnerException is ClosedAddressException || fault is { InnerException.InnerException: ClosedAddressException })
        {
            return UrlGuard.Refused("url");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new Refusal(RefusalKind.Unavailable, "url-unreachable", "The address does not answer, or not in time.", "url");
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(Uri url, IReadOnlyDictionary<string, string>? headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (headers is null)
            return request;
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static async Task<Outcome<Fetched>> ReadAsync(HttpResponseMessage answer, Uri url, long most, CancellationToken cancel)
    {
        var tooLarge = new Refusal(RefusalKind.TooLarge, "url-too-large", $"What stands at the address is larger than {most} bytes.", "url");
        if (answer.Content.Headers.ContentLength > most)
            return tooLarge;
        await using var plain = await answer.Content.ReadAsStreamAsync(cancel);
        // The limit holds for what is unpacked.
        await using var body = answer.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(plain, CompressionMode.Decompress) : plain;
        using var taken = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (taken.Length + read > most)
                return tooLarge;
            await taken.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return new Fetched(url, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, taken.ToArray(), answer.Headers.RetryAfter?.Delta);
    }

    /// <summary>Resolves once, checks every address, and connects to one that was checked: the name is not asked again.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await _resolve(host, cancel);
        if (addresses.Length == 0 || !addresses.All(address => UrlGuard.IsOpen(address, _allowed)))
            throw new ClosedAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class ClosedAddressException() : IOException("The name leads into a private network.");
}

/// <summary>What stood at an address.</summary>
/// <param name="Url">Where it was found, redirects followed.</param>
/// <param name="RetryAfter">How long the server asks to be left alone.</param>
internal sealed record Fetched(Uri Url, int Status, string? MediaType, byte[] Body, TimeSpan? RetryAfter = null);
