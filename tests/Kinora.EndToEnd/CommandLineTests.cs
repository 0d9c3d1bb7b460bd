using System.Text.Json;
using System.Text.RegularExpressions;
using Kinora.EndToEnd.Support;

namespace Kinora.EndToEnd;

public sealed partial class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_token_is_all_that_token_create_prints()
    {
        await RunAsync("user", "add", "ed", "--role", "blessed");

        var (code, output, errors) = await RunAsync("token", "create", "ed");

        Assert.Equal((0, ""), (code, errors));
        Assert.Matches(OneToken(), output);
    }

    [Fact]
    public async Task With_json_standard_output_holds_one_document_also_when_it_fails()
    {
        string[][] all =
        [
            ["user", "add", "ed", "--json"], ["user", "add", "ED", "--json"], ["user", "add", "a b", "--json"], ["user", "list", "--json"],
            ["user", "role", "ed", "admin", "--json"], ["user", "code", "ed", "--json"], ["token", "create", "ed", "--json"],
            ["doctor", "--json"], ["refresh", "jellyfin", "--json"], ["user", "role", "ed", "king", "--json"], ["user", "--json"],
            ["user", "remove", "nobody", "--json"], ["vault", "restore", "--json"], ["vault", "export", "--json"], ["vault", "verify", "--json"],
            ["vault", "restore", "--json"], ["vault", "export", "--user", "../ed", "--json"],
        ];
        int[] expected = [0, 1, 1, 0, 0, 0, 0, 0, 1, 2, 2, 1, 1, 0, 0, 0, 1];
        var codes = new List<int>();

        foreach (var arguments in all)
        {
            var (code, output, _) = await RunAsync(arguments);
            codes.Add(code);
            using var document = JsonDocument.Parse(output);
            Assert.Equal(code != 0, document.RootElement.TryGetProperty("error", out _));
        }

        Assert.Equal(expected, codes);
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(0, "--version")]
    [InlineData(0, "user", "add", "--help")]
    [InlineData(2, "dance")]
    [InlineData(2, "user", "add")]
    [InlineData(2, "serve", "--port", "seventy")]
    [InlineData(2, "serve", "--port", "70000")]
    [InlineData(2, "import", "no-such-file.csv")]
    [InlineData(2, "token", "create", "ed", "--scope", "everything")]
    public async Task The_exit_code_says_whether_it_was_used_rightly(int expected, params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);

        Assert.Equal(expected, code);
        Assert.Equal(expected == 0, output.Length > 0);
        Assert.Equal(expected == 0, errors.Length == 0);
    }

    [Fact]
    public async Task Users_are_listed_changed_and_removed_but_the_last_admin_stays()
    {
        await RunAsync("user", "add", "root", "--role", "admin");
        await RunAsync("user", "add", "ann");

        Assert.Equal(1, (await RunAsync("user", "role", "root", "viewer")).Code);
        Assert.Equal(0, (await RunAsync("user", "role", "ANN", "blessed", "--analyst", "true")).Code);
        var (_, output, _) = await RunAsync("user", "list");
        Assert.Matches("(?m)^ann +blessed +analyst", output);
        Assert.Matches("(?m)^root +admin ", output);
        Assert.Equal(0, (await RunAsync("user", "remove", "ann")).Code);
        Assert.Equal(1, (await RunAsync("user", "remove", "root")).Code);
    }

    [Fact]
    public async Task Doctor_says_what_is_missing_and_what_to_do()
    {
        var fresh = await RunAsync("doctor");
        _folder.File("settings.json", """{ "Accounts": { "SessionDays": 0 }, "Database": { "Engine": "oracle" } }""");
        var wrong = await RunAsync("doctor");

        Assert.Equal(0, fresh.Code);
        Assert.Contains("'kinora serve' makes it", fresh.Output, StringComparison.Ordinal);
        Assert.Equal(1, wrong.Code);
        Assert.Contains("Accounts:SessionDays must be from 1 to 400", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("Database:Engine must be 'sqlite' or 'postgres'", wrong.Output, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        Cli.RunAsync(arguments is ["--help" or "--version"] ? arguments : [.. arguments, "--data", _folder.Path]);

    [GeneratedRegex(@"^kin_[A-Za-z0-9_-]{40,}\n\z", RegexOptions.None, 1000)]
    private static partial Regex OneToken();
}
