using System.Globalization;
using System.Text;
using Kinora.Ranking.Evaluation;

namespace Kinora.Server.Cli;

/// <summary>
/// Keeps a page of figures: each run replaces the section of its data set and protocol, so that the page is always what the command said.
/// </summary>
internal static class EvaluationMarkdown
{
    private const string Head = """
        # How good the ranking is

        Written by `kinora evaluate --report`; every figure below was printed by the command, none by hand. Each section says how to
        reproduce it. Parameters were chosen on validation alone; intervals are 95 %, of 1,000 resamples of the people, seed 1. "kinora" is
        the blend that is meant to be served; the others are its parts and the baselines.


        """;

    public static async Task KeepAsync(string file, EvaluationReport report, CancellationToken cancel)
    {
        var page = File.Exists(file) ? await File.ReadAllTextAsync(file, cancel) : Head;
        var (open, close) = ($"<!-- {report.Dataset} {report.Protocol} -->\n", $"<!-- end {report.Dataset} {report.Protocol} -->\n");
        var section = open + Section(report) + close;
        var from = page.IndexOf(open, StringComparison.Ordinal);
        var to = page.IndexOf(close, StringComparison.Ordinal);
        page = from >= 0 && to > from ? page[..from] + section + page[(to + close.Length)..] : page.TrimEnd('\n') + "\n\n" + section;
        await File.WriteAllTextAsync(file, page, cancel);
    }

    private static string Section(EvaluationReport report)
    {
        var text = new StringBuilder();
        var invariant = CultureInfo.InvariantCulture;
        text.Append(invariant, $"## {report.Dataset}, {report.Protocol}\n\n{report.Users:N0} people, {report.Items:N0} items. ");
        text.Append(invariant, $"`kinora evaluate --dataset {report.Dataset} --protocol {report.Protocol}`\n\n");
        foreach (var aim in Aim.For(report.Dataset, report.Protocol))
        {
            var best = report.Results.Where(result => result.Metrics is not null).MaxBy(result => result.Metrics![aim.Metric] ?? double.MinValue)!;
            var ours = report.Results.FirstOrDefault(result => result.Model == Family.Kinora) ?? best;
            var value = ours.Metrics![aim.Metric] ?? double.NaN;
            text.Append(invariant, $"* {aim.Metric}: {ours.Model} {value:0.0000}; floor {aim.Floor}, level {aim.Level}, stretch {aim.Stretch}: **{aim.Reached(value)}**.\n");
        }

        foreach (var fact in report.Facts)
            text.Append(invariant, $"* {fact}\n");
        string[] names = [.. report.Results.SelectMany(result => result.Metrics?.Keys.AsEnumerable() ?? []).Distinct(StringComparer.Ordinal)
            .Where(name => report.Results.Any(result => result.Metrics?.GetValueOrDefault(name) is not null))];
        text.Append(invariant, $"\n| model | {string.Join(" | ", names)} | train s |\n|{string.Concat(Enumerable.Repeat(" --- |", names.Length + 2))}\n");
        foreach (var result in report.Results)
            text.Append(invariant, $"| {result.Model} | {string.Join(" | ", names.Select(name => Cell(result, name)))} | {(result.TrainSeconds is { } seconds ? seconds.ToString("0.0", invariant) : "")} |\n");
        foreach (var result in report.Results.Where(result => !string.IsNullOrEmpty(result.Parameters)))
            text.Append(invariant, $"\n{result.Model}: {result.Parameters}{(result.Validation is { } value ? string.Create(invariant, $" (validation {value:0.0000})") : "")}\n");
        return text.Append('\n').ToString();
    }

    private static string Cell(ModelResult result, string name)
    {
        if (result.Metrics?.GetValueOrDefault(name) is not { } value)
            return "";
        var text = EvaluationText.Number(value);
        if (result.Intervals?.TryGetValue(name, out var interval) == true)
            text += $" ({EvaluationText.Number(interval.Low)}–{EvaluationText.Number(interval.High)})";
        if (result.Deviations?.TryGetValue(name, out var deviation) == true)
            text += $" ± {EvaluationText.Number(deviation)}";
        return text;
    }
}
