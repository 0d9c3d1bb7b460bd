using System.Globalization;
using System.Text;
using System.Text.Json;
using Kinora.Server.Cli;

namespace Kinora.Tests.Evaluation;

public sealed class FeedDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kinora-feed-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_feeds_log_is_ranked_better_by_what_is_learned_than_by_popularity_and_kept_on_a_page()
    {
        WriteFeed();
        var page = Path.Combine(_folder, "quality.md");
        string[] cut = ["--fit", "impressions.tsv@20220401-20220403", "--test", "impressions.tsv@20220404-20220404"];
        var impressions = await RunAsync(["--dataset", _folder, "--report", page, .. cut]);
        Assert.Equal("impressions", impressions.GetProperty("protocol").GetString());
        Assert.True(Metric(impressions, "kinora", "gauc") > Metric(impressions, "popularity", "gauc") + 0.1);
        Assert.True(Metric(impressions, "kinora", "gauc") > 0.7);
        var retrieval = await RunAsync(["--dataset", _folder, "--protocol", "retrieval", "--report", page, "--test", "impressions.tsv", "--models", "ease"]);
        Assert.True(Metric(retrieval, "ease", "ndcg@10") > 1.2 * Metric(retrieval, "popularity", "ndcg@10"));
        await RunAsync(["--dataset", _folder, "--report", page, .. cut]);
        var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal(2, text.Split("\n## ").Length - 1);
        Assert.Contains(Metric(impressions, "kinora", "gauc").ToString("0.0000", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_live_policies_each_estimates_the_other()
    {
        var random = new Random(1);
        foreach (var policy in (string[])["random", "bts"])
        {
            var text = new StringBuilder("item_id,position,click,propensity_score\n");
            for (var row = 0; row < 4000; row++)
            {
                var item = policy == "random" ? random.Next(4) : Math.Min(3, random.Next(6));
                var chance = policy == "random" ? 0.25 : item == 3 ? 0.5 : 1 / 6.0;
                text.Append(CultureInfo.InvariantCulture, $"{item},{1 + (row % 3)},{(random.NextDouble() < 0.05 * (item + 1) ? 1 : 0)},{chance}\n");
            }

            await File.WriteAllTextAsync(Path.Combine(_folder, $"{policy}_shop_item_context.csv"), "item_id,feature\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(_folder, $"{policy}_shop.csv"), text.ToString(), TestContext.Current.CancellationToken);
        }

        var report = await RunAsync("--dataset", _folder);
        foreach (var task in (string[])["shop: uniform from thompson", "shop: thompson from uniform"])
        {
            Assert.InRange(Metric(report, task, "snips"), Metric(report, task, "truth") - 0.02, Metric(report, task, "truth") + 0.02);
            Assert.True(Metric(report, task, "ess") > 2000);
        }
    }

    private static async Task<JsonElement> RunAsync(params string[] arguments)
    {
        StringWriter output = new(), errors = new();
        var code = await CommandLine.RunAsync(["evaluate", "--json", .. arguments], output, errors);
        Assert.True(code == 0, errors.ToString());
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    private static double Metric(JsonElement report, string model, string metric) => report.GetProperty("results").EnumerateArray()
        .Single(result => result.GetProperty("model").GetString() == model).GetProperty("metrics").GetProperty(metric).GetDouble();

    /// <summary>Two kinds of people and of videos; people view their own kind long, and everything in tab 1 less.</summary>
    private void WriteFeed()
    {
        const int People = 200, Videos = 40;
        var random = new Random(1);
        StringBuilder videos = new("video_id,author_id,video_type,upload_dt,upload_type,video_duration,music_id,tag\n"), people = new("user_id,user_active_degree,register_days\n");
        for (var video = 0; video < Videos; video++)
            videos.Append(CultureInfo.InvariantCulture, $"{video},{video % 8},NORMAL,2022-03-{1 + (video % 28):00},Import,{10000 + (video * 1000)},{video},{video % 2}\n");
        StringBuilder pasts = new("user_id\tlast_time_ms\twatch_seq\tlike_seq\tlong_watch_seq\n"), rows = new("user_id\tvideo_id\tdate\thourmin\tduration_ms\tlong_view\ttab\n");
        for (var user = 0; user < People; user++)
        {
            people.Append(CultureInfo.InvariantCulture, $"{user},{(user % 3 == 0 ? "full_active" : "")},{user}\n");
            var seen = Enumerable.Range(0, 12).Select(_ => random.Next(Videos)).Where(video => video % 2 == user % 2 || random.Next(3) == 0).ToArray();
            pasts.Append(CultureInfo.InvariantCulture, $"{user}\t1648700000000\t{string.Join(' ', seen)}\t\t{string.Join(' ', seen.Where(video => video % 2 == user % 2))}\n");
        }

        for (var row = 0; row < 4000; row++)
        {
            var (user, video, tab) = (random.Next(People), random.Next(Videos), random.Next(2));
            var well = random.NextDouble() < (video % 2 == user % 2 ? 0.7 : 0.15) - (0.1 * tab);
            rows.Append(CultureInfo.InvariantCulture, $"{user}\t{video}\t{20220401 + (row / 1000)}\t1230\t{10000 + (video * 1000)}\t{(well ? 1 : 0)}\t{tab}\n");
        }

        foreach (var (name, text) in (ReadOnlySpan<(string, StringBuilder)>)
            [("video_features.csv", videos), ("user_features.csv", people), ("histories.tsv", pasts), ("impressions.tsv", rows)])
            File.WriteAllText(Path.Combine(_folder, name), text.ToString());
    }
}
