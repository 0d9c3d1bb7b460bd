using System.Net;
using Kinora.Platform.Http;
using Kinora.Tests.Support;
using Microsoft.AspNetCore.Http;
using IPNetwork = System.Net.IPNetwork;

namespace Kinora.Tests.Platform.Http;

/// <summary>Addresses that people give us, and where they must not lead.</summary>
public sealed class UrlGuardTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://0/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.0.1:8080/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://255.255.255.255/")]
    [InlineData("http://①②⑦.⓪.⓪.①/")]
    public void An_address_into_a_private_network_is_refused_however_it_is_written(string url)
    {
        var outcome = UrlGuard.Check(url, "url", []);
        Assert.Contains(outcome.Refusal?.Code, (string?[])["url-refused", "url-invalid"]);
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("example.org")]
    [InlineData("http://")]
    [InlineData("http://ann:secret@example.org/")]
    [InlineData("http://example.org\\@127.0.0.1/")]
    [InlineData("http://example.org/\r\nHost: x")]
    [InlineData(" http://example.org/")]
    [InlineData(null)]
    public void What_is_no_address_of_the_web_is_refused(string? url) => Assert.Equal("url-invalid", UrlGuard.Check(url, "url", []).Refusal?.Code);

    [Theory]
    [InlineData("https://example.org/a?b=c#d")]
    [InlineData("http://93.184.216.34:8080/")]
    [InlineData("http://[2606:2800:220:1:248:1893:25c8:1946]/")]
    [InlineData("https://bücher.example/")]
    [InlineData("http://172.32.0.1/")]
    public void What_is_on_the_internet_may_pass(string url) => Assert.True(UrlGuard.Check(url, "url", []).Succeeded);

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_where_the_connection_is_made()
    {
        await using var app = await ProblemTests.StartAsync();
        var port = app.Http.BaseAddress!.Port;
        string[][] answers = [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["169.254.169.254"], []];

        foreach (var addresses in answers)
        {
            using var fetch = new GuardedFetch([], (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)));
            var outcome = await fetch.GetAsync($"http://innocent.example:{port}/health/live", 1000, Patience, Cancel);
            Assert.Equal("url-refused", outcome.Refusal?.Code);
        }
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_asked_once_and_connected_to_what_was_checked()
    {
        await using var app = await ProblemTests.StartAsync();
        var asked = 0;
        // First the allowed server, from then on the inside of somebody's network.
        using var fetch = new GuardedFetch(Loopback, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(++asked == 1 ? "127.0.0.1" : "10.0.0.1")]));

        var outcome = await fetch.GetAsync($"http://rebinding.example:{app.Http.BaseAddress!.Port}/health/live", 1000, Patience, Cancel);

        Assert.Equal((200, 1), (outcome.Value.Status, asked));
        var other = await fetch.GetAsync($"http://rebinding.example:1/", 1000, Patience, Cancel);
        Assert.Equal("url-refused", other.Refusal?.Code);
    }

    [Fact]
    public async Task Each_step_of_a_chain_of_redirects_is_checked_and_the_chain_ends()
    {
        var echo = new EchoModule();
        await using var app = await ProblemTests.StartAsync(echo);
        var address = $"http://127.0.0.1:{app.Http.BaseAddress!.Port}/api/test/do";
        using var fetch = new GuardedFetch(Loopback, Dns.GetHostAddressesAsync);

        foreach (var (target, code) in ((string, string)[])[
            ("http://10.0.0.1/", "url-refused"), ("http://0xa9fea9fe/latest", "url-refused"), ("file:///etc/passwd", "url-invalid"), ("gopher://x/", "url-invalid"),
            ("http://ann:secret@127.0.0.1/", "url-invalid"), (address, "url-redirects")])
        {
            echo.Do = _ => Task.FromResult(Results.Redirect(target));
            Assert.Equal((target, code), (target, (await fetch.GetAsync(address, 1000, Patience, Cancel)).Refusal?.Code));
        }

        var hops = 0;
        echo.Do = _ => Task.FromResult(++hops <= 5 ? Results.Redirect("/api/test/do") : Results.Text("found"));
        Assert.Equal("found"u8.ToArray(), (await fetch.GetAsync(address, 1000, Patience, Cancel)).Value.Body);
    }

    [Fact]
    public async Task What_is_too_large_or_too_slow_is_given_up()
    {
        var echo = new EchoModule();
        await using var app = await ProblemTests.StartAsync(echo);
        var address = $"http://127.0.0.1:{app.Http.BaseAddress!.Port}/api/test/do";
        using var fetch = new GuardedFetch(Loopback, Dns.GetHostAddressesAsync);

        echo.Do = _ => Task.FromResult(Results.Text(new string('x', 1001)));
        Assert.Equal("url-too-large", (await fetch.GetAsync(address, 1000, Patience, Cancel)).Refusal?.Code);
        echo.Do = context => Task.FromResult(Results.Stream(async body =>
        {
            for (var n = 0; n < 100; n++)
                await body.WriteAsync(new byte[100], context.RequestAborted);
        }));
        Assert.Equal("url-too-large", (await fetch.GetAsync(address, 1000, Patience, Cancel)).Refusal?.Code);
        echo.Do = async context =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Results.Text("late");
        };
        Assert.Equal("url-unreachable", (await fetch.GetAsync(address, 1000, TimeSpan.FromMilliseconds(300), Cancel)).Refusal?.Code);
        Assert.Equal("url-unreachable", (await fetch.GetAsync("http://127.0.0.1:1/", 1000, Patience, Cancel)).Refusal?.Code);
    }

    private static IPNetwork[] Loopback => [IPNetwork.Parse("127.0.0.0/8")];
}
