using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Spectre.Console;

namespace Kinora.Server.Cli;

/// <summary>How far an import is: a bar on a terminal, plain lines in a pipe; always on standard error.</summary>
internal static class ImportProgressLine
{
    /// <summary>In a pipe, a line after each tenth.</summary>
    private const int Steps = 10;

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
        private long _step;

        public void Report(ImportProgress value)
        {
            var step = value.Total == 0 ? 0 : value.Rows * Steps / value.Total;
            if (step <= _step)
                return;
            _step = step;
            output.Note(FormattableString.Invariant($"{name}: {value.Rows:N0} of {value.Total:N0} rows"));
        }
    }
}
