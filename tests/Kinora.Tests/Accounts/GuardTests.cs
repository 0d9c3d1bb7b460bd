using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kinora.Accounts.SignIn;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Accounts;

/// <summary>Who tries too often, from where, and what it costs whom.</summary>
public sealed class GuardTests
{
    private readonly TestClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Wrong_tries_for_a_name_lock_that_name_for_that_network_alone_and_longer_each_time(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("ann");
        var (guesser, elsewhere) = (From(app, "203.0.113.7"), From(app, "198.51.100.1"));

        for (var n = 0; n < Backoff.FreeOfPair; n++)
            Assert.Equal("otp-unrequested", (await GuessAsync(guesser, "ann")).Code);
        var locked = await GuessAsync(guesser, "ann");
        Assert.Equal(("otp-locked", 60), locked);
        Assert.Equal("otp-locked", (await AskAsync(guesser, "ann")).Code);
        Assert.Equal("otp-unrequested", (await GuessAsync(guesser, "bob")).Code);
        Assert.Equal("otp-unrequested", (await GuessAsync(elsewhere, "ann")).Code);
        Assert.Equal("", (await AskAsync(elsewhere, "ann")).Code);

        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("otp-unrequested", (await GuessAsync(guesser, "ann")).Code);
        Assert.Equal(("otp-locked", 120), await GuessAsync(guesser, "ann"));
    }

    [Theory, EachDatabase]
    public async Task A_network_that_tries_many_names_is_locked_for_all_of_them_also_when_all_come_at_once(string database)
    {
        await using var app = await StartAsync(database);
        var guesser = From(app, "203.0.113.7");

        var codes = await Task.WhenAll(Enumerable.Range(0, 100).Select(async n => (await GuessAsync(guesser, $"name{n}")).Code));

        Assert.Equal(Backoff.FreeOfNetwork, codes.Count(code => code == "otp-unrequested"));
        Assert.Equal(100 - Backoff.FreeOfNetwork, codes.Count(code => code == "otp-locked"));
        Assert.Equal("otp-unrequested", (await GuessAsync(From(app, "203.0.113.8"), "name1")).Code);
    }

    [Theory, EachDatabase]
    public async Task Whoever_gets_in_is_no_stranger_but_their_network_stays_counted(string database)
    {
        await using var app = await StartAsync(database);
        await app.ProfileOfAsync("ann");
        var browser = From(app, "203.0.113.7");
        for (var n = 0; n < Backoff.FreeOfPair - 1; n++)
            await GuessAsync(browser, "ann");
        var code = (await app.Get<IssueCode>().RunAsync("ann", "http://here", Cancel)).Value.Code;
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsJsonAsync("/api/auth/otp/verify", new { username = "ann", otp = code }, Cancel)).StatusCode);

        for (var n = 0; n < Backoff.FreeOfPair; n++)
            Assert.Equal("otp-unrequested", (await GuessAsync(browser, "ann")).Code);
        for (var n = (2 * Backoff.FreeOfPair) - 1; n < Backoff.FreeOfNetwork; n++)
            Assert.Equal("otp-unrequested", (await GuessAsync(browser, $"name{n}")).Code);
        Assert.Equal("otp-locked", (await GuessAsync(browser, "somebody")).Code);
    }

    [Theory, EachDatabase]
    public async Task An_unrequested_try_offers_to_block_the_own_network_for_three_days(string database)
    {
        await using var app = await StartAsync(database);
        var (admin, browser) = (await app.SignInAsync(Role.Admin), From(app, "203.0.113.7"));

        var answer = await browser.PostAsJsonAsync("/api/auth/otp/verify", new { username = "ann", otp = "AAAAAAAA" }, Cancel);
        var offer = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.True(offer.GetProperty("can_block_ip").GetBoolean());
        Assert.Equal(72, offer.GetProperty("default_block_hours").GetInt32());
        var blocked = await (await browser.PostAsJsonAsync("/api/auth/ipblock", new { }, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("203.0.113.7", blocked.GetProperty("network").GetString());

        Assert.Equal(("address-blocked", 72 * 3600), await GuessAsync(browser, "ann"));
        Assert.Equal("address-blocked", (await AskAsync(browser, "ann")).Code);
        Assert.Equal("otp-unrequested", (await GuessAsync(From(app, "203.0.113.8"), "ann")).Code);
        Assert.Equal("link-invalid", (await CodeAsync(await browser.PostAsJsonAsync("/api/auth/link", new { code = "x" }, Cancel))).Code);

        // A shorter block takes nothing back.
        await browser.PostAsJsonAsync("/api/auth/ipblock", new { hours = 1 }, Cancel);
        _clock.Advance(TimeSpan.FromHours(71));
        Assert.Equal(("address-blocked", 3600), await GuessAsync(browser, "ann"));
        Assert.Contains("203.0.113.7", await admin.GetStringAsync("/api/admin/ipblocks", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/admin/ipblocks?network=203.0.113.7", Cancel)).StatusCode);
        Assert.Equal("otp-unrequested", (await GuessAsync(browser, "ann")).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.DeleteAsync("/api/admin/ipblocks?network=192.0.2.1", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Nobody_locks_out_a_whole_proxy_or_the_machine_itself(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (local, behind) = (app.Stranger(), From(app, "203.0.113.7"));

        foreach (var browser in (HttpClient[])[local, behind])
        {
            var answer = await browser.PostAsJsonAsync("/api/auth/otp/verify", new { username = "ann", otp = "AAAAAAAA" }, Cancel);
            Assert.False((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("can_block_ip").GetBoolean());
            Assert.Equal("block-refused", (await CodeAsync(await browser.PostAsJsonAsync("/api/auth/ipblock", new { }, Cancel))).Code);
        }
    }

    [Theory, EachDatabase]
    public async Task An_inbox_is_not_filled_by_asking_all_day(string database)
    {
        await using var app = await StartAsync(database, ("Accounts:CodesPerNameDaily", "7"));
        for (var n = 0; n < 7; n++)
        {
            Assert.Equal("", (await AskAsync(From(app, $"203.0.113.{n}"), "ann")).Code);
            _clock.Advance(TimeSpan.FromMinutes(5));
        }

        var refused = await AskAsync(From(app, "203.0.113.99"), "ann");

        Assert.Equal("otp-too-often", refused.Code);
        Assert.Equal((24 * 3600) - (7 * 300), refused.Wait);
        _clock.Advance(TimeSpan.FromSeconds(refused.Wait));
        Assert.Equal("", (await AskAsync(From(app, "203.0.113.99"), "ann")).Code);
    }

    [Fact]
    public void Waits_double_up_to_a_day()
    {
        Assert.Equal(TimeSpan.Zero, Backoff.After(8, 9));
        Assert.Equal([1, 2, 4, 8], Enumerable.Range(9, 4).Select(n => (int)Backoff.After(n, 9).TotalMinutes));
        Assert.All(Enumerable.Range(9, 5000), n => Assert.InRange(Backoff.After(n, 9), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)));
        Assert.Equal(TimeSpan.FromDays(1), Backoff.After(int.MaxValue, 9));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    public void Limits_count_an_address_or_the_half_of_a_long_one(string address, string network) =>
        Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(address)));

    private Task<TestApp> StartAsync(string database, params (string, string?)[] settings) => TestApp.StartAsync(
        database, services => services.AddSingleton<TimeProvider>(_clock), [("Http:Proxies:0", "127.0.0.1"), .. settings]);

    /// <summary>A browser at this address, behind the proxy that the server trusts.</summary>
    private static HttpClient From(TestApp app, string address)
    {
        var browser = app.Stranger();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return browser;
    }

    private static async Task<(string Code, int Wait)> GuessAsync(HttpClient browser, string username) =>
        await CodeAsync(await browser.PostAsJsonAsync("/api/auth/otp/verify", new { username, otp = "AAAAAAAA" }, Cancel));

    private static async Task<(string Code, int Wait)> AskAsync(HttpClient browser, string username) =>
        await CodeAsync(await browser.PostAsJsonAsync("/api/auth/otp/request", new { username }, Cancel));

    /// <summary>The error code and what <c>Retry-After</c> says; nothing where it went well.</summary>
    private static async Task<(string Code, int Wait)> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode
        ? ("", 0)
        : ((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("error").GetProperty("code").GetString()!,
            (int)(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0));
}
