using System.Diagnostics;

namespace Kinora.EndToEnd.Support;

internal sealed partial class ServerProcess
{
    /// <summary>Asks the server to end, as a service manager does, and gives its exit code and how long it took.</summary>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>All that it has printed, once this is part of it.</summary>
    public async Task<string> PrintedAsync(string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!Output.Contains(part, StringComparison.Ordinal))
            await Task.Delay(10, limit.Token);
        return Output;
    }
}
