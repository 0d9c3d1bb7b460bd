using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kinora.Server.Cli;

namespace Kinora.Tests.Evaluation;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kinora-evaluate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_protocol_finds_the_order_that_a_made_up_world_has()
    {
        Write(World());
        var (code, next, progress) = await RunAsync("--dataset", _folder);
        Assert.Equal(0, code);
        Assert.Contains("next-item", progress, StringComparison.Ordinal);
        Assert.Equal("next-item", next.GetProperty("protocol").GetString());
        Assert.Equal((120, 40), (next.GetProperty("users").GetInt32(), next.GetProperty("items").GetInt32()));
        Assert.Equal(
            ["popularity", "recent-popularity", "item-knn", "ease", "next-item", "ials", "kinora"],
            next.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("model").GetString()));
        // Everybody walks through their half in order: only a model that knows the order can tell what is next.
        Assert.True(Metric(next, "next-item", "hr@10") > 0.95);
        Assert.True(Metric(next, "next-item", "ndcg@10") > 1.5 * Metric(next, "popularity", "ndcg@10"));
        Assert.True(Metric(next, "kinora", "ndcg@10") > 0.9 * Metric(next, "next-item", "ndcg@10"));
        foreach (var protocol in (string[])["strong", "ml-100k"])
        {
            var (_, sets, _) = await RunAsync("--dataset", _folder, "--protocol", protocol, "--models", "ease");
            Assert.Equal(["popularity", "recent-popularity", "item-knn", "ease"], sets.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("model").GetString()));
            Assert.True(Metric(sets, "ease", "ndcg@10") > 1.2 * Metric(sets, "popularity", "ndcg@10"), protocol);
        }
    }

    [Fact]
    public async Task The_columns_order_and_gzip_change_nothing_and_nor_does_a_second_run()
    {
        var world = World();
        Write(world);
        var (_, plain, _) = await RunAsync("--dataset", _folder, "--models", "ease");
        File.Delete(Path.Combine(_folder, "interactions.tsv"));
        using (var writer = new StreamWriter(new GZipStream(File.Create(Path.Combine(_folder, "interactions.tsv.gz")), CompressionLevel.Fastest)))
        {
            await writer.WriteLineAsync("time\titem\tuser\tother");
            foreach (var (user, item, time) in world)
                await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{time}\t{item}\t{user}\tx"));
        }

        var (_, packed, _) = await RunAsync("--dataset", _folder, "--models", "ease");
        foreach (var model in (string[])["popularity", "item-knn", "ease"])
            Assert.Equal(Metric(plain, model, "ndcg@10"), Metric(packed, model, "ndcg@10"));
    }

    [Fact]
    public async Task Without_a_clock_recent_popularity_has_no_figures()
    {
        Write([.. World().Select(row => (row.User, row.Item, row.Time - 1_600_000_000))]);
        var (_, report, _) = await RunAsync("--dataset", _folder, "--models", "ease");
        var recent = report.GetProperty("results").EnumerateArray().Single(result => result.GetProperty("model").GetString() == "recent-popularity");
        Assert.Equal(JsonValueKind.Null, recent.GetProperty("metrics").ValueKind);
    }

    [Theory]
    [InlineData("user\titem\na", "next-item", "", "dataset-malformed", "line 2")]
    [InlineData("user\titem\ttime\na\tb\tsoon", "next-item", "", "dataset-malformed", "'soon'")]
    [InlineData("person\titem\na\tb", "next-item", "", "dataset-malformed", "'user'")]
    [InlineData("user\titem\na\tb", "next-item", "", "dataset-too-small", "few people")]
    [InlineData("user\titem\na\tb", "next", "", "protocol-unknown", "next-item")]
    [InlineData("user\titem\na\tb", "diffrec", "", "protocol-unsuitable", "strong")]
    [InlineData(null, "next-item", "", "dataset-unknown", "interactions.tsv")]
    public async Task What_cannot_be_measured_is_told_with_a_stable_code(string? file, string protocol, string models, string code, string said)
    {
        if (file is not null)
            await File.WriteAllTextAsync(Path.Combine(_folder, "interactions.tsv"), file, TestContext.Current.CancellationToken);
        var (exit, document, _) = await RunAsync("--dataset", _folder, "--protocol", protocol, "--models", models);
        Assert.Equal(1, exit);
        Assert.Equal(code, document.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains(said, document.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_a_missing_folder_nor_an_unknown_model_passes()
    {
        var (_, missing, _) = await RunAsync("--dataset", Path.Combine(_folder, "nowhere"));
        Assert.Equal("dataset-not-found", missing.GetProperty("error").GetProperty("code").GetString());
        Write(World());
        var (_, unknown, _) = await RunAsync("--dataset", _folder, "--models", "ease,magic");
        Assert.Equal("model-unknown", unknown.GetProperty("error").GetProperty("code").GetString());
    }

    private static async Task<(int Code, JsonElement Document, string Errors)> RunAsync(params string[] arguments)
    {
        StringWriter output = new(), errors = new();
        var code = await CommandLine.RunAsync(["evaluate", "--json", .. arguments], output, errors);
        return (code, JsonDocument.Parse(output.ToString()).RootElement, errors.ToString());
    }

    private static double Metric(JsonElement report, string model, string metric) => report.GetProperty("results").EnumerateArray()
        .Single(result => result.GetProperty("model").GetString() == model).GetProperty("metrics").GetProperty(metric).GetDouble();

    private void Write((string User, string Item, long Time)[] rows)
    {
        var text = new StringBuilder("user\titem\ttime\n");
        foreach (var (user, item, time) in rows)
            text.Append(CultureInfo.InvariantCulture, $"{user}\t{item}\t{time}\n");
        File.WriteAllText(Path.Combine(_folder, "interactions.tsv"), text.ToString());
    }

    /// <summary>Two halves of twenty titles; everybody walks round one half in order, leaving out some.</summary>
    private static (string User, string Item, long Time)[] World() =>
    [
        .. Enumerable.Range(0, 120).SelectMany(user =>
        {
            var random = new Random(user);
            var start = random.Next(20);
            return Enumerable.Range(0, 14).Where(_ => random.Next(5) > 0)
                .Select((step, place) => ($"{user}", $"{((start + step) % 20) + (user % 2 * 20)}", 1_600_000_000L + (user * 1000) + place));
        }),
    ];
}
