using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd;

public sealed partial class DemoTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_printed_code_of_each_start_lets_one_into_a_demo_that_is_lived_in()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var server = await ServerProcess.StartAsync(_folder.Path, "--demo");
            using var browser = new HttpClient { BaseAddress = new Uri(server.Address) };
            var printed = await server.PrintedAsync("Ctrl+C");

            using var entered = await browser.PostAsJsonAsync("/api/auth/link", new { code = Link().Match(printed).Groups["secret"].Value }, Cancel);

            Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
            var session = await browser.GetFromJsonAsync<JsonElement>("/api/auth/session", Cancel);
            Assert.Equal("admin", session.GetProperty("role").GetString());
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/media/demo/rings.mp4", Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task The_demo_refuses_a_folder_that_people_use_already()
    {
        await Cli.RunAsync("user", "add", "ed", "--role", "admin", "--data", _folder.Path);

        var (code, _, errors) = await Cli.RunAsync("serve", "--demo", "--port", "0", "--data", _folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("--data", errors, StringComparison.Ordinal);
        var (_, listed, _) = await Cli.RunAsync("user", "list", "--json", "--data", _folder.Path);
        using var document = JsonDocument.Parse(listed);
        Assert.Equal(1, document.RootElement.GetProperty("items").GetArrayLength());
    }

    [GeneratedRegex(@"/sign-in/link\?code=(?<secret>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
