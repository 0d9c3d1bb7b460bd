using System.Globalization;
using Kinora.Ranking.Evaluation;

namespace Kinora.Server.Cli;

/// <summary>A report for a person at a terminal.</summary>
internal static class EvaluationText
{
    public static void Write(TextWriter writer, EvaluationReport report)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Dataset}, {report.Protocol}: {report.Users} people, {report.Items} items"));
        foreach (var fact in report.Facts)
            writer.WriteLine(fact);
        string[] names = [.. report.Results.SelectMany(result => result.Metrics?.Keys.AsEnumerable() ?? []).Distinct(StringComparer.Ordinal)];
        writer.WriteLine($"{"model",-18}{string.Concat(names.Select(name => $"{name,13}"))}  train s");
        foreach (var result in report.Results)
        {
            writer.WriteLine($"{result.Model,-18}{string.Concat(names.Select(name => $"{Number(result.Metrics?.GetValueOrDefault(name)),13}"))}  {Seconds(result)}");
            if (result.Intervals is { } intervals)
                writer.WriteLine($"{"",18}{string.Concat(names.Select(name => $"{(intervals.TryGetValue(name, out var one) ? Number(one.Low) + "–" + Number(one.High)[1..] : ""),13}"))}");
        }

        foreach (var result in report.Results.Where(result => !string.IsNullOrEmpty(result.Parameters)))
            writer.WriteLine($"{result.Model}: {result.Parameters}");
    }

    public static string Number(double? value) => value is { } number ? number.ToString("0.0000", CultureInfo.InvariantCulture) : "-";

    private static string Seconds(ModelResult result) =>
        result.TrainSeconds is { } seconds ? seconds.ToString("0.0", CultureInfo.InvariantCulture) : "-";
}
