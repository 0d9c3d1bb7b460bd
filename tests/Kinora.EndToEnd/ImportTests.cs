using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd;

public sealed class ImportTests : IDisposable
{
    private const int Rows = 3000;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_imported_beside_the_server_is_seen_by_it_and_what_was_imported_before_it_too()
    {
        var before = await RunAsync("import", Csv("before_titles.csv", 1));
        await using var server = await ServerProcess.StartAsync(Data);
        using var client = await ClientAsync(server);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/catalog/titles/before:t0", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/catalog/titles/beside:t0", Cancel)).StatusCode);

        var beside = await RunAsync("import", Csv("beside_titles.csv", Rows));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await client.GetAsync($"/api/catalog/titles/beside:t{Rows - 1}", limit.Token)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(20, limit.Token);

        Assert.Equal((0, 0), (before.Code, beside.Code));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/catalog/titles/beside:t0", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_a_second_run_changes_nothing()
    {
        var file = Csv("shelf_titles.csv", 20);

        var (_, dry, _) = await RunAsync("import", file, "--dry-run", "--json");
        var (_, first, _) = await RunAsync("import", file, "--json");
        var (_, second, _) = await RunAsync("import", file, "--json");

        Assert.Equal((20, 0), Counts(dry));
        Assert.Equal((20, 0), Counts(first));
        Assert.Equal((0, 20), Counts(second));
    }

    [Fact]
    public async Task Nothing_is_imported_when_one_of_the_files_is_malformed()
    {
        var good = Csv("good_titles.csv", 5);
        var bad = _folder.File("bad.json", """[ { "id": "bad:1", "kind": "movie", "title": "Un""");

        var (code, _, errors) = await RunAsync("import", good, bad);
        var (_, output, _) = await RunAsync("import", good, "--json");

        Assert.Equal(1, code);
        Assert.Contains("bad.json", errors, StringComparison.Ordinal);
        Assert.Equal((5, 0), Counts(output));
    }

    [Fact]
    public async Task Columns_of_another_name_and_another_provider_are_said_on_the_command_line()
    {
        var file = _folder.File("list.csv", "nr,Name,Art\n7,Laura,Movie\n");

        var (_, output, _) = await RunAsync(
            "import", file, "--provider", "shelf", "--map", "external_id=nr", "--map", "title=Name", "--map", "kind=Art", "--json");
        var wrong = await RunAsync("import", file, "--map", "title");
        await using var server = await ServerProcess.StartAsync(Data);
        using var client = await ClientAsync(server);

        Assert.Equal((1, 0), Counts(output));
        Assert.Contains("Laura", await client.GetStringAsync("/api/catalog/titles/shelf:7", Cancel), StringComparison.Ordinal);
        Assert.Equal(2, wrong.Code);
    }

    /// <summary>Titles that were new, and titles that were there already as they are.</summary>
    private static (int Accepted, int Unchanged) Counts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (document.RootElement.GetProperty("accepted").GetInt32(), document.RootElement.GetProperty("unchanged").GetInt32());
    }

    private async Task<HttpClient> ClientAsync(ServerProcess server)
    {
        await RunAsync("user", "add", "ed");
        var (_, token, _) = await RunAsync("token", "create", "ed");
        var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        return client;
    }

    private string Csv(string name, int rows)
    {
        var text = new StringBuilder("show_id,type,title,release_year,listed_in,duration\n");
        for (var n = 0; n < rows; n++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"t{n},Movie,Title {n},{1930 + (n % 80)},Dramas,{60 + (n % 90)} min\n");
        return _folder.File(name, text.ToString());
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => Cli.RunAsync([.. arguments, "--data", Data]);
}
