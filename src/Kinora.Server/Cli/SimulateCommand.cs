using System.CommandLine;
using System.Globalization;
using Kinora.Ranking.Simulation;

namespace Kinora.Server.Cli;

/// <summary>Lets made-up people with hidden tastes use the real feed, with and without exploration.</summary>
internal static class SimulateCommand
{
    private static readonly SimulationOptions Usual = new();

    private static readonly Option<int> People = Number("--people", "People with tastes of their own", Usual.People);

    private static readonly Option<int> Clips = Number("--clips", "Clips; a quarter comes out in the course of it", Usual.Clips);

    private static readonly Option<int> Days = Number("--days", "Simulated days", Usual.Days);

    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed gives the same report", HelpName = "N", DefaultValueFactory = _ => Usual.Seed };

    public static Command Make()
    {
        var command = new Command("simulate", "Let made-up people use the feed for a month, and count what they were handed") { People, Clips, Days, Seed };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        var options = Usual with { People = parsed.GetValue(People), Clips = parsed.GetValue(Clips), Days = parsed.GetValue(Days), Seed = parsed.GetValue(Seed) };
        var reports = await Task.Run(
            () => (SimulationReport[])[.. ((bool[])[true, false]).Select(explores => SimulationRun.Run(options with { Explores = explores }, part => Told(output, explores, part), cancel))],
            cancel);
        return output.Done(new { Options = options, Reports = reports }, writer => Write(writer, options, reports));
    }

    private static void Told(Output output, bool explores, double part)
    {
        if ((int)(part * 100) % 20 == 0)
            output.Note(string.Create(CultureInfo.InvariantCulture, $"{(explores ? "with" : "without")} exploration: {part:P0}"));
    }

    private static void Write(TextWriter writer, SimulationOptions options, SimulationReport[] reports)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.People} people, {options.Clips} clips, {options.Days} days, seed {options.Seed}"));
        writer.WriteLine($"{"",-34}{string.Concat(reports.Select(report => $"{(report.Explores ? "exploring" : "not exploring"),16}"))}");
        Row("pages", report => Whole(report.Pages));
        Row("repeats while fresh ones are left", report => Whole(report.EarlyRepeats));
        Row("repeats when they ran out", report => Whole(report.Repeats));
        Row("short pages", report => Whole(report.ShortPages));
        Row("watched to the end", report => Part(report.Good));
        Row("an oracle's", report => Part(report.Best));
        Row("by chance", report => Part(report.ByChance));
        Row("regret", report => Part(report.Regret));
        Row("regret, last week", report => Part(report.LateRegret));
        Row("clips that anybody was handed", report => Part(report.Coverage));
        Row("Gini of what was handed out", report => Part(report.Gini));
        Row("drawn to learn", report => Part(report.Explored));
        Row("good new clips found", report => Part(report.NewClipsFound));
        Row("  after so many days (median)", report => Days1(report.NewClipDays));
        Row("new people known, days (median)", report => Days1(report.NewPersonDays));
        Row("  pages", report => Days1(report.NewPersonPages));

        void Row(string name, Func<SimulationReport, string> of) => writer.WriteLine($"{name,-34}{string.Concat(reports.Select(report => $"{of(report),16}"))}");
    }

    private static string Whole(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Part(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Days1(double? number) => number is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be at least 1.");
        });
        return option;
    }
}
