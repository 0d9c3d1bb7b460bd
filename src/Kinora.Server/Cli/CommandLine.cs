using System.CommandLine;

namespace Kinora.Server.Cli;

/// <summary>The <c>kinora</c> command line. Exit codes: 0 done, 1 failed, 2 used wrongly.</summary>
internal static class CommandLine
{
    private const int Failed = 1;

    private const int UsedWrongly = 2;

    /// <summary>After SIGTERM or Ctrl+C, a command has so long to come to its end.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        var root = Root();
        var parsed = root.Parse(WithVerb(root, arguments));
        var words = new Output(parsed.GetValue(CommonOptions.Json), output, errors);
        if (parsed.Errors.Count > 0)
        {
            words.UsedWrongly([.. parsed.Errors.Select(error => error.Message)]);
            return UsedWrongly;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = Ending,
            });
        }
        catch (OperationCanceledException)
        {
            words.Note("Stopped.");
            return Failed;
        }
        catch (Exception fault)
        {
            return words.Faulted(fault);
        }
    }

    private static Command Root()
    {
        var root = new Command("kinora", "Your personal television network: one catalogue, one feed, one command.")
        {
            new System.CommandLine.Help.HelpOption(),
            new VersionOption(),
            CommonOptions.Data,
            CommonOptions.Json,
        };
        foreach (var command in (Command[])
            [
                ServeCommand.Make(), ImportCommand.Make(), UserCommand.Make(), TokenCommand.Make(), RefreshCommand.Make(),
                VaultCommand.Make(), BackupCommand.Make(), BackupCommand.MakeRestore(), DoctorCommand.Make(), EvaluateCommand.Make(),
                SimulateCommand.Make(),
            ])
            root.Subcommands.Add(command);
        return root;
    }

    /// <summary>Without a verb the server starts.</summary>
    private static string[] WithVerb(Command root, string[] arguments) =>
        arguments.Any(argument => argument is "--help" or "-h" or "-?" or "--version" || root.Subcommands.Any(verb => verb.Name == argument))
        || arguments is [var first, ..] && !first.StartsWith('-')
            ? arguments
            : ["serve", .. arguments];
}
