using System.Diagnostics;

namespace Kinora.Benchmarks.Server;

/// <summary>Asks at a fixed rate, whether or not answers have come: a slow answer delays nobody's question, and each is timed from when it was due.</summary>
internal static class OpenLoop
{
    public static async Task<Latencies> RunAsync(double perSecond, TimeSpan length, Func<int, Task> ask)
    {
        var latencies = new Latencies();
        var running = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        var total = (int)(perSecond * length.TotalSeconds);
        for (var next = 0; next < total;)
        {
            // The first is due at once: counting only whole intervals would start, and time, each an interval late.
            var due = (int)Math.Min(total, 1 + (Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond));
            for (; next < due; next++)
                running.Add(TimedAsync(ask, next, started + (long)(next / perSecond * Stopwatch.Frequency), latencies));
            running.RemoveAll(task => task.IsCompletedSuccessfully);
            await Task.Delay(1);
        }

        await Task.WhenAll(running);
        latencies.Took = Stopwatch.GetElapsedTime(started);
        return latencies;
    }

    private static async Task TimedAsync(Func<int, Task> ask, int number, long due, Latencies latencies)
    {
        await Task.Yield();
        try
        {
            await ask(number);
            latencies.Add(Stopwatch.GetElapsedTime(due));
        }
        catch (HttpRequestException)
        {
            latencies.Fail();
        }
    }
}

/// <summary>What was measured.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];
    private List<double>? _sorted;
    private int _failed;

    public TimeSpan Took { get; set; }

    public int Count => _milliseconds.Count;

    public int Failed => _failed;

    public void Add(TimeSpan one)
    {
        lock (_milliseconds)
            _milliseconds.Add(one.TotalMilliseconds);
    }

    public void Fail() => Interlocked.Increment(ref _failed);

    public double Percentile(double share)
    {
        _sorted ??= [.. _milliseconds.Order()];
        return _sorted.Count == 0 ? double.NaN : _sorted[Math.Min(_sorted.Count - 1, (int)(share * _sorted.Count))];
    }

    /// <summary>A row of a Markdown table: what, number, per second, p50, p95, p99, worst, failed.</summary>
    public string Row(string what) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"| {what} | {Count:N0} | {Count / Took.TotalSeconds:N0} | {Percentile(0.50):F2} | {Percentile(0.95):F2} | {Percentile(0.99):F2} | {Percentile(1):F1} | {Failed} |");

    public const string Head = """
        | what | answers | per second | p50 ms | p95 ms | p99 ms | worst ms | failed |
        | --- | --: | --: | --: | --: | --: | --: | --: |
        """;
}
