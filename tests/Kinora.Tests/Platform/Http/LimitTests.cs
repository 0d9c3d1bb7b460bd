using System.Net;
using System.Net.Sockets;
using System.Text;
using Kinora.Platform.Security;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Http;

/// <summary>What is larger, deeper or slower than anybody needs is turned away before it costs anything.</summary>
public sealed class LimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_deeper_than_32_is_refused_on_every_way_in()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var admin = await app.ClientAsAsync("chief", Role.Admin);
        var deep = $$"""{"id":"test:1","kind":"movie","title":"Deep","more":{{new string('[', 40)}}{{new string(']', 40)}}}""";

        using var title = await admin.PostAsync("/api/admin/titles", Json(deep), Cancel);
        using var import = await admin.PostAsync("/api/admin/titles/import?name=some.ndjson", Json(deep), Cancel);
        using var bound = await admin.PostAsync("/api/signals", Json($"{{\"events\":{new string('[', 5000)}{new string(']', 5000)}}}"), Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (title.StatusCode, import.StatusCode, bound.StatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_larger_than_its_route_takes_is_refused_whether_its_length_is_said_or_not(bool chunked)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        var client = await app.ClientAsAsync("ann");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/signals") { Content = Json(new string(' ', 2 * 1024 * 1024)) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;

        using var reply = await client.SendAsync(request, Cancel);

        await ProblemTests.AssertProblemAsync(reply, 413, "body-too-large", null);
    }

    [Theory]
    [InlineData("GET /{long} HTTP/1.1\r\nHost: x\r\n\r\n", 414)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {long}{long}{long}{long}\r\n\r\n", 431)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400)]
    [InlineData("nonsense\r\n\r\n", 400)]
    public async Task What_is_no_request_gets_a_status_and_the_connection_is_closed(string text, int status)
    {
        await using var app = await TestApp.StartAsync("sqlite");
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, app.Http.BaseAddress!.Port, Cancel);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text.Replace("{long}", new string('a', 9_000), StringComparison.Ordinal)), Cancel);

        using var reader = new StreamReader(stream);
        var first = await reader.ReadLineAsync(Cancel);

        Assert.StartsWith($"HTTP/1.1 {status}", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_site_may_read_or_write_here()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        using var asked = new HttpRequestMessage(HttpMethod.Options, "/api/signals");
        asked.Headers.Add("Origin", "https://elsewhere.example");
        asked.Headers.Add("Access-Control-Request-Method", "POST");
        using var read = new HttpRequestMessage(HttpMethod.Get, "/api/auth/session");
        read.Headers.Add("Origin", "https://elsewhere.example");

        using var preflight = await app.Http.SendAsync(asked, Cancel);
        using var reply = await app.Http.SendAsync(read, Cancel);

        Assert.False(preflight.IsSuccessStatusCode);
        Assert.DoesNotContain(preflight.Headers.Concat(reply.Headers), header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_a_proxy_says_is_believed_only_of_the_proxies_that_are_named()
    {
        await using var stranger = await TestApp.StartAsync("sqlite", null, ("Http:AnonymousPerMinute", "2"));
        await using var known = await TestApp.StartAsync("sqlite", null, ("Http:AnonymousPerMinute", "2"), ("Http:Proxies:0", "127.0.0.1"));

        Assert.Equal([404, 404, 429], await FromAsync(stranger));
        Assert.Equal([404, 404, 404], await FromAsync(known));
    }

    private static async Task<List<int>> FromAsync(TestApp app)
    {
        var statuses = new List<int>();
        for (var n = 1; n <= 3; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/nowhere");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{n}");
            statuses.Add((int)(await app.Http.SendAsync(request, Cancel)).StatusCode);
        }

        return statuses;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
