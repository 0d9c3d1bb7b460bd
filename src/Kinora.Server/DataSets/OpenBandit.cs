using System.Globalization;
using Kinora.Ranking.Evaluation;

namespace Kinora.Server.DataSets;

/// <summary>
/// Two policies that both were live, so that what one's log says of the other can be held against the truth. Pairs of files:
/// <c>random_NAME.csv</c> and <c>bts_NAME.csv</c>, with item, position, click and the logged chance.
/// </summary>
internal static class OpenBandit
{
    private const double Smoothing = 20;

    private sealed record Row(string Item, int Position, bool Click, double Chance);

    public static string[] Campaigns(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "random_*.csv*").Select(file => Path.GetFileName(file).Split('.')[0]["random_".Length..])
            .Where(name => !name.EndsWith("_item_context", StringComparison.Ordinal) && TextTable.Find(folder, $"bts_{name}.csv") is not null).Order(StringComparer.Ordinal),
    ];

    public static EvaluationReport Run(string folder, string name)
    {
        var results = new List<ModelResult>();
        var facts = new List<string>();
        int rows = 0, items = 0;
        foreach (var campaign in Campaigns(folder))
        {
            var (random, thompson) = (Read(folder, $"random_{campaign}.csv"), Read(folder, $"bts_{campaign}.csv"));
            var all = random.Concat(thompson).Select(row => row.Item).Distinct(StringComparer.Ordinal).ToArray();
            (rows, items) = (rows + random.Length + thompson.Length, items + all.Length);
            Task($"{campaign}: uniform from thompson", thompson, random, all, (_, _) => 1.0 / all.Length, row => row.Chance);
            var shown = thompson.GroupBy(row => (row.Item, row.Position)).ToDictionary(group => group.Key, group => (double)group.Count());
            var places = thompson.GroupBy(row => row.Position).ToDictionary(group => group.Key, group => (double)group.Count());
            Task(
                $"{campaign}: thompson from uniform", random, thompson, all,
                (item, position) => shown.GetValueOrDefault((item, position)) / places[position], _ => 1.0 / all.Length);
        }

        return new EvaluationReport(name, DataSet.OffPolicy, rows, items, [.. results], [.. facts]);

        void Task(string title, Row[] log, Row[] there, string[] all, Func<string, int, double> policy, Func<Row, double> logged)
        {
            var mean = log.Average(row => row.Click ? 1.0 : 0);
            var counts = log.GroupBy(row => row.Item).ToDictionary(group => group.Key, group => (Clicks: group.Count(row => row.Click), All: group.Count()));
            var expected = all.ToDictionary(item => item, item => (counts.GetValueOrDefault(item).Clicks + (Smoothing * mean)) / (counts.GetValueOrDefault(item).All + Smoothing));
            var expectedThere = log.Select(row => row.Position).Distinct()
                .ToDictionary(position => position, position => all.Sum(item => policy(item, position) * expected[item]));
            var estimate = OffPolicy.Of([.. log.Select((row, place) => new LoggedSlot(
                policy(row.Item, row.Position) / logged(row), row.Click ? 1 : 0, expected[row.Item], expectedThere[row.Position], place))]);
            var truth = there.Average(row => row.Click ? 1.0 : 0);
            results.Add(OffPolicyResult.Of(title, estimate, truth));
            facts.Add(OffPolicyResult.Sentence(title, estimate, truth));
        }
    }

    private static Row[] Read(string folder, string name)
    {
        using var table = TextTable.Open(folder, name, ",");
        var place = table.Header(["item_id", "position", "click", "propensity_score"]);
        var rows = new List<Row>();
        while (table.Next())
            rows.Add(new Row(table.Text(place[0]), (int)table.Long(place[1]), table.Long(place[2]) == 1, table.Number(place[3])));
        return [.. rows];
    }
}

/// <summary>An estimate as a line of the table and as a sentence.</summary>
internal static class OffPolicyResult
{
    public static ModelResult Of(string title, OffPolicyEstimate estimate, double truth)
    {
        var metrics = new SortedDictionary<string, double?>(StringComparer.Ordinal) { ["ess"] = estimate.Sample, ["truth"] = truth };
        var intervals = new SortedDictionary<string, Interval>(StringComparer.Ordinal);
        for (var i = 0; i < OffPolicyEstimate.Names.Length; i++)
        {
            // What is refused has no figure: nobody must be tempted by it.
            metrics[OffPolicyEstimate.Names[i]] = estimate.Refused is null ? estimate.Values[i] : null;
            if (estimate.Refused is null)
                intervals[OffPolicyEstimate.Names[i]] = estimate.Intervals[i];
        }

        return new ModelResult(title, metrics, intervals);
    }

    public static string Sentence(string title, OffPolicyEstimate estimate, double truth)
    {
        var snips = estimate.Intervals[2];
        return estimate.Refused is { } reason
            ? $"{title}: refused, {reason}."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{title}: SNIPS {estimate.Values[2]:0.0000} ({snips.Low:0.0000} to {snips.High:0.0000}), truth {truth:0.0000} {(truth >= snips.Low && truth <= snips.High ? "inside" : "OUTSIDE")}, effective sample size {estimate.Sample:0}.");
    }
}
