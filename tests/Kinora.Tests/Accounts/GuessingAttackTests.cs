using System.Net.Http.Json;
using System.Text.Json;
using Kinora.Accounts.SignIn;
using Kinora.Platform.Database;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Accounts;

/// <summary>What a thousand guesses a second meet, with the limits that the server comes with. Prints the table of tries.</summary>
public sealed class GuessingAttackTests(ITestOutputHelper output)
{
    private const int PerSecond = 1000;

    private const int Seconds = 2;

    private readonly TestClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Of_a_thousand_guesses_a_second_three_are_held_against_the_open_code_and_none_gets_in(string database)
    {
        await using var app = await TestApp.StartAsync(
            database, services => services.AddSingleton<TimeProvider>(_clock), ("Http:Proxies:0", "127.0.0.1"), ("Accounts:SignInsPerMinute", "30"));
        await app.ProfileOfAsync("ann");
        var code = (await app.Get<IssueCode>().RunAsync("ann", "http://here", Cancel)).Value;

        // One machine at one name; two hundred machines at one name; one machine at every name.
        var alone = await AttackAsync(app, "one network, one name", _ => "203.0.113.1", _ => "ann");
        var many = await AttackAsync(app, "200 networks, one name", n => $"198.51.100.{n % 200}", _ => "ann");
        var wide = await AttackAsync(app, "one network, every name", _ => "192.0.2.1", n => $"name{n}");

        Assert.InRange(alone.Admitted, 1, Backoff.FreeOfPair);
        Assert.InRange(many.Admitted, 1, 200 * Backoff.FreeOfPair);
        Assert.InRange(wide.Admitted, 1, Backoff.FreeOfNetwork);
        Assert.Equal((0, 0, 0), (alone.In, many.In, wide.In));
        // Of all of them three were held against the code that was open.
        Assert.Equal(0, await app.Get<Db>().ScalarAsync<long>("select tries_left from one_time_code where kind = 'issued'", null, Cancel));
        // Who is meant loses the code and nothing else: the link counts, and so does a code that is asked for.
        var ann = From(app, "203.0.113.200");
        Assert.True((await ann.PostAsJsonAsync("/api/auth/otp/request", new { username = "ann" }, Cancel)).IsSuccessStatusCode);
        var secret = code.Link[(code.Link.IndexOf('=', StringComparison.Ordinal) + 1)..];
        Assert.True((await ann.PostAsJsonAsync("/api/auth/link", new { code = secret }, Cancel)).IsSuccessStatusCode);
    }

    private async Task<(int Admitted, int In)> AttackAsync(TestApp app, string what, Func<int, string> network, Func<int, string> name)
    {
        var (admitted, entered) = (0, 0);
        for (var second = 0; second < Seconds; second++)
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, PerSecond), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel }, async (n, cancel) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/otp/verify")
                {
                    Content = JsonContent.Create(new { username = name(n), otp = $"GUESS{n % 900 + 100}".Replace('0', 'Z').Replace('1', 'Y') }),
                    Headers = { { "X-Forwarded-For", network(n) } },
                };
                using var answer = await app.Http.SendAsync(request, cancel);
                if (answer.IsSuccessStatusCode)
                    Interlocked.Increment(ref entered);
                else if ((await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("error").GetProperty("code").GetString() is "otp-unrequested" or "otp-invalid")
                    Interlocked.Increment(ref admitted);
            });
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        output.WriteLine($"{what}: {Seconds * PerSecond} tried, {admitted} admitted, {entered} in");
        return (admitted, entered);
    }

    private static HttpClient From(TestApp app, string address)
    {
        var browser = app.Stranger();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return browser;
    }
}
