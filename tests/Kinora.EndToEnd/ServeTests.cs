using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd;

public sealed partial class ServeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_printed_code_makes_the_first_admin_and_is_printed_no_more()
    {
        await using (var server = await ServerProcess.StartAsync(_folder.Path))
        {
            using var browser = new HttpClient { BaseAddress = new Uri(server.Address) };
            var otp = Code().Match(await server.PrintedAsync("Ctrl+C")).Groups["code"].Value;
            using var made = await browser.PostAsJsonAsync("/api/auth/first-admin", new { username = "root", otp }, Cancel);
            Assert.Equal(HttpStatusCode.OK, made.StatusCode);
            Assert.Equal("admin", (await browser.GetFromJsonAsync<JsonElement>("/api/auth/session", Cancel)).GetProperty("role").GetString());

            var (code, took) = await server.TerminateAsync();
            Assert.Equal(0, code);
            Assert.True(took < TimeSpan.FromSeconds(10), $"{took}");
        }

        await using var again = await ServerProcess.StartAsync(_folder.Path);
        Assert.DoesNotMatch(Code(), await again.PrintedAsync("Ctrl+C"));
    }

    [Fact]
    public async Task What_the_command_line_changes_counts_in_the_running_server_at_once()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path);
        await Cli.RunAsync("user", "add", "ed", "--data", _folder.Path);
        var (_, token, _) = await Cli.RunAsync("token", "create", "ed", "--data", _folder.Path);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/admin/users", Cancel)).StatusCode);
        await Cli.RunAsync("user", "role", "ed", "admin", "--data", _folder.Path);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/admin/users", Cancel)).StatusCode);
        await Cli.RunAsync("user", "add", "second", "--role", "admin", "--data", _folder.Path);
        await Cli.RunAsync("user", "remove", "ed", "--data", _folder.Path);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/admin/users", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_link_of_a_code_leads_to_where_the_server_really_is()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path);
        await Cli.RunAsync("user", "add", "ed", "--data", _folder.Path);

        var (code, output, _) = await Cli.RunAsync("user", "code", "ed", "--data", _folder.Path);

        Assert.Equal(0, code);
        Assert.Contains($"Link  {server.Address}/", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_commands_beside_the_server_lose_nothing()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path);

        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Cli.RunAsync("user", "add", $"user{n}", "--data", _folder.Path)));

        Assert.All(all, result => Assert.Equal((0, ""), (result.Code, result.Errors)));
        var (_, listed, _) = await Cli.RunAsync("user", "list", "--json", "--data", _folder.Path);
        using var document = JsonDocument.Parse(listed);
        Assert.Equal(12, document.RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_way_out()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path);
        using var other = new TempFolder();

        var port = new Uri(server.Address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (code, _, errors) = await Cli.RunAsync("serve", "--port", port, "--data", other.Path);

        Assert.Equal(1, code);
        Assert.Contains("--port N", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [GeneratedRegex("Code +(?<code>[A-HJ-NP-Z2-9]{8})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
