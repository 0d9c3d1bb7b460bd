using System.Diagnostics;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Spectre.Console;

namespace Kinora.Server.Cli;

/// <summary>How far an import is: a bar on a terminal, plain lines in a pipe; always on standard error.</summary>
internal static class ImportProgressLine
{
    /// <summary>In a pipe, a line so often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static async Task<Outcome<ImportReport>> ShowAsync(
        string name, Output output, Func<IProgress<ImportProgress>, Task<Outcome<ImportReport>>> run)
    {
        if (Console.IsErrorRedirected)
            return await run(new Lines(name, output));
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().AutoClear(true).StartAsync(context => run(new Bar(context.AddTask(Markup.Escape(name)))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Rows;
        }
    }

    private sealed class Lines(string name, Output output) : IProgress<ImportProgress>
    {
        private long _said = Stopwatch.GetTimestamp();

        public void Report(ImportProgress value)
        {
            if (Stopwatch.GetElapsedTime(_said) < Pause)
                return;
            _said = Stopwatch.GetTimestamp();
            output.Note(FormattableString.Invariant($"{name}: {value.Rows:N0} of {value.Total:N0} rows"));
        }
    }
}
