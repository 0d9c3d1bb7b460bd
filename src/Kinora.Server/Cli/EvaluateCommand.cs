using System.CommandLine;
using Kinora.Ranking.Evaluation;
using Kinora.Server.DataSets;

namespace Kinora.Server.Cli;

/// <summary>Measures the models on a data set, beside the baselines.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string> Folder = new("--dataset") { Description = "The folder of the data set", HelpName = "DIR", Required = true };

    private static readonly Option<string?> Protocol = new("--protocol")
    {
        Description = $"{string.Join(", ", DataSet.AllProtocols)} (default: the usual one of the data set)",
        HelpName = "NAME",
    };

    private static readonly Option<string[]> Models = new("--models")
    {
        Description = "Only these, separated by commas; the baselines are always there",
        HelpName = "NAME",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    private static readonly Option<int> MinimumEvents = new("--min-events")
    {
        Description = "People with fewer events are left out",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<double?> PositiveFrom = new("--positive-from")
    {
        Description = "The least value that is liking (default: four fifths of the largest)",
        HelpName = "VALUE",
    };

    private static readonly Option<string?> Fit = new("--fit")
    {
        Description = "Impressions to learn from: FILE or FILE@20220425-20220428, several by comma",
        HelpName = "FILES",
    };

    private static readonly Option<string?> Test = new("--test") { Description = "Impressions to be ranked, named alike", HelpName = "FILES" };

    private static readonly Option<string?> Page = new("--report")
    {
        Description = "Also keep the figures as a section of this Markdown page",
        HelpName = "FILE",
    };

    public static Command Make()
    {
        var command = new Command("evaluate", "Measure how good the ranking is, on a data set and beside the baselines")
        {
            Folder, Protocol, Models, MinimumEvents, PositiveFrom, Fit, Test, Page,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        try
        {
            var report = await Task.Run(() => Measure(parsed, output, cancel), cancel);
            if (parsed.GetValue(Page) is { } page)
                await EvaluationMarkdown.KeepAsync(page, report, cancel);
            return output.Done(report, writer => EvaluationText.Write(writer, report));
        }
        catch (DataSetFault fault)
        {
            return output.Refused(fault.Refusal);
        }
    }

    private static EvaluationReport Measure(ParseResult parsed, Output output, CancellationToken cancel)
    {
        var set = DataSet.Open(parsed.GetValue(Folder)!);
        var name = parsed.GetValue(Protocol) ?? set.Protocols[0];
        var models = parsed.GetValue(Models) ?? [];
        set.Check(name);
        if (name == DataSet.OffPolicy)
            return OpenBandit.Run(set.Folder, set.Name);
        if (name != DataSet.Impressions)
            return Lists(set, set.Protocol(name, parsed.GetValue(MinimumEvents), parsed.GetValue(PositiveFrom), parsed.GetValue(Test)), models, output, cancel);
        var log = KuaiRand.Read(set.Folder, parsed.GetValue(Fit), parsed.GetValue(Test), retrieval: false);
        var (results, people) = new ImpressionRun(log, TimeProvider.System, output.Note, cancel).Run(one => models.Length == 0 || models.Contains(one));
        return new EvaluationReport(
            set.Name, name, people, log.Videos.Length, results, [$"{log.Fit.Length} rows to learn from, {log.Test.Length} to rank; people with both classes."]);
    }

    private static EvaluationReport Lists(DataSet set, ListProtocol protocol, string[] models, Output output, CancellationToken cancel)
    {
        string[] known = [.. Family.For(protocol).Select(family => family.Name), Family.Kinora];
        if (models.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new DataSetFault("model-unknown", $"There is no model '{unknown}' for '{protocol.Name}'. There are {string.Join(", ", known)}.");
        var results = new ListRun(protocol, TimeProvider.System, output.Note, cancel).Run(name => models.Length == 0 || models.Contains(name));
        return new EvaluationReport(set.Name, protocol.Name, protocol.Users, protocol.Items, results, []);
    }
}
