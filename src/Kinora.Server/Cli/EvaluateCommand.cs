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

    public static Command Make()
    {
        var command = new Command("evaluate", "Measure how good the ranking is, on a data set and beside the baselines")
        {
            Folder, Protocol, Models, MinimumEvents, PositiveFrom,
        };
        command.SetAction((parsed, cancel) => Task.Run(() => Run(parsed, cancel), cancel));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        try
        {
            var set = DataSet.Open(parsed.GetValue(Folder)!);
            var protocol = set.Protocol(parsed.GetValue(Protocol) ?? set.Protocols[0], parsed.GetValue(MinimumEvents), parsed.GetValue(PositiveFrom));
            var report = Lists(set, protocol, parsed.GetValue(Models) ?? [], output, cancel);
            return output.Done(report, writer => EvaluationText.Write(writer, report));
        }
        catch (DataSetFault fault)
        {
            return output.Refused(fault.Refusal);
        }
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
