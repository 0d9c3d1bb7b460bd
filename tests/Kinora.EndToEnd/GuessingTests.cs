using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd;

/// <summary>
/// A thousand guesses a second at a real server with the limits that it comes with: what each meets is counted. <c>KINORA_GUESSES</c>: for how
/// many seconds, two unless somebody asks for more.
/// </summary>
public sealed class GuessingTests(ITestOutputHelper output) : IDisposable
{
    private const int PerSecond = 1_000;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one network", 1)]
    [InlineData("200 networks", 200)]
    public async Task Of_a_thousand_guesses_a_second_none_gets_in_and_three_are_held_against_the_code(string from, int networks)
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("KINORA_GUESSES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 2;
        await using var server = await ServerProcess.StartAsync(
            _folder.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["Http:AnonymousPerMinute"] = "100", ["Http:UserPerMinute"] = "600", ["Http:Proxies:0"] = "127.0.0.1" });
        await Cli.RunAsync("user", "add", "ann", "--data", _folder.Path);
        var (_, issued, _) = await Cli.RunAsync("user", "code", "ann", "--json", "--data", _folder.Path);
        using var code = JsonDocument.Parse(issued);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false }) { BaseAddress = new Uri(server.Address) };
        var met = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);

        var began = Stopwatch.GetTimestamp();
        var asking = new List<Task>();
        for (var sent = 0; sent < seconds * PerSecond;)
        {
            for (var due = Stopwatch.GetElapsedTime(began).TotalSeconds * PerSecond; sent < due && sent < seconds * PerSecond; sent++)
                asking.Add(GuessAsync(http, met, sent, networks));
            await Task.Delay(2, Cancel);
        }

        await Task.WhenAll(asking);
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine($"{from}: {seconds * PerSecond} guesses in {took:F1} s; " + string.Join(", ", met.OrderByDescending(one => one.Value).Select(one => $"{one.Key} {one.Value}")));

        Assert.DoesNotContain("in", met.Keys);
        Assert.All(met.Keys, what => Assert.Contains(what, (string[])["otp-invalid", "otp-locked", "otp-unrequested", "too-many-requests"]));
        // The code is used up for whoever types it, and the link, which nobody can guess, still lets ann in.
        using var right = await http.PostAsJsonAsync("/api/auth/otp/verify", new { username = "ann", otp = code.RootElement.GetProperty("code").GetString() }, Cancel);
        Assert.False(right.IsSuccessStatusCode);
        var link = code.RootElement.GetProperty("link").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/link") { Content = JsonContent.Create(new { code = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..] }) };
        request.Headers.Add("X-Forwarded-For", "203.0.113.250");
        using var entered = await http.SendAsync(request, Cancel);
        Assert.True(entered.IsSuccessStatusCode, await entered.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task GuessAsync(HttpClient http, ConcurrentDictionary<string, int> met, int number, int networks)
    {
        const string letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        var guess = string.Concat(Enumerable.Range(0, 8).Select(place => letters[(number * 7919 / (place + 1)) % letters.Length]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/otp/verify") { Content = JsonContent.Create(new { username = "ann", otp = guess }) };
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"198.51.{number % networks}.7"));
        using var reply = await http.SendAsync(request, Cancel);
        var what = reply.IsSuccessStatusCode ? "in" : (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("error").GetProperty("code").GetString()!;
        met.AddOrUpdate(what, 1, (_, many) => many + 1);
    }
}
