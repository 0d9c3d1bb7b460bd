using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace Kinora.Benchmarks.Server;

/// <summary>
/// What slow answers are made of, counted while a load runs: how long the heap stood still by generation, what work waited for a thread,
/// how long commits took and how many waited for the writer. One sampler asks for a thread each 5 ms.
/// </summary>
internal sealed class Causes : EventListener
{
    private readonly Lock _gate = new();
    private readonly MeterListener _meters = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, List<double>> _milliseconds = new(StringComparer.Ordinal);
    private readonly long _allocated = GC.GetTotalAllocatedBytes();
    private Task _sampler = Task.CompletedTask;
    private (long At, uint Generation) _collecting;
    private long _suspending;

    public static Causes Watch()
    {
        var causes = new Causes();
        causes._meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "kinora_commit_seconds" or "kinora_feed_page_seconds" or "kinora_commit_group")
                listener.EnableMeasurementEvents(instrument);
        };
        causes._meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => causes.Add(instrument.Name, value * 1_000));
        causes._meters.SetMeasurementEventCallback<int>((instrument, value, _, _) => causes.Add(instrument.Name, value));
        causes._meters.Start();
        causes._sampler = causes.SampleAsync(causes._stop.Token);
        return causes;
    }

    public async Task PrintAsync(int answers)
    {
        await _stop.CancelAsync();
        await _sampler;
        _meters.Dispose();
        lock (_gate)
        {
            Console.WriteLine("\n| what | times | in all ms | p50 ms | p99 ms | worst ms |\n| --- | --: | --: | --: | --: | --: |");
            foreach (var (name, values) in _milliseconds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                values.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {name} | {values.Count:N0} | {values.Sum():N0} | {values[values.Count / 2]:F2} | {values[(int)(values.Count * 0.99)]:F2} | {values[^1]:F1} |"));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nAllocated {(GC.GetTotalAllocatedBytes() - _allocated) / 1024.0 / answers:F0} KB an answer; heap {GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / 1e6:F0} MB; working set {Environment.WorkingSet / 1e6:F0} MB."));
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Informational, (EventKeywords)1);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        var at = eventData.TimeStamp.Ticks;
        switch (eventData.EventName)
        {
            case "GCStart_V2":
                _collecting = (at, (uint)eventData.Payload![1]!);
                break;
            case "GCSuspendEEBegin_V1":
                _suspending = at;
                break;
            case "GCRestartEEEnd_V1" when _suspending != 0:
                Add($"heap stands still, generation {_collecting.Generation}", (at - _suspending) / (double)TimeSpan.TicksPerMillisecond);
                break;
        }
    }

    private void Add(string name, double value)
    {
        lock (_gate)
        {
            if (!_milliseconds.TryGetValue(name, out var values))
                _milliseconds[name] = values = [];
            values.Add(value);
        }
    }

    private async Task SampleAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var asked = Stopwatch.GetTimestamp();
                ThreadPool.UnsafeQueueUserWorkItem(_ => Add("work waits for a thread", Stopwatch.GetElapsedTime(asked).TotalMilliseconds), null);
            }
        }
        catch (OperationCanceledException)
        {
            // The load has ended.
        }
    }
}
