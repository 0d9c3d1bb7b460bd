using System.CommandLine;

namespace Kinora.Server.Cli;

/// <summary>Looks at everything that the server stands on, and says what to do where something is missing.</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        var command = new Command("doctor", "Check what the server stands on, and say what to do");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var checks = new List<Check>();
        await foreach (var check in Checks.RunAsync(parsed, cancel))
            checks.Add(check);
        var failed = checks.Exists(check => check.State == CheckState.Failed);
        Output.Of(parsed).Done(new { ok = !failed, checks }, writer =>
        {
            foreach (var check in checks)
            {
                writer.WriteLine($"{Mark(check.State)} {check.Name}: {check.Message}");
                if (check.Remedy is not null)
                    writer.WriteLine($"       {check.Remedy}");
            }
        });
        return failed ? 1 : 0;
    }

    private static string Mark(CheckState state) => state switch
    {
        CheckState.Ok => "  ok  ",
        CheckState.Notice => " note ",
        CheckState.Failed => " FAIL ",
    };
}

internal enum CheckState
{
    Ok,

    /// <summary>Works, with less than there could be.</summary>
    Notice,

    Failed,
}

/// <summary>One look at one thing.</summary>
/// <param name="Remedy">What to do; null where there is nothing.</param>
internal sealed record Check(string Name, CheckState State, string Message, string? Remedy = null);
