using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Kinora.Platform.Telemetry;

/// <summary>Collects what this application's meters measure, for <c>/metrics</c>.</summary>
internal sealed class MetricStore : IDisposable
{
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    /// <summary>A label that would make more series than this is an error of the one who measures; further ones are not kept.</summary>
    private const int MostSeries = 2000;

    private readonly ConcurrentDictionary<Instrument, Metric> _metrics = new();
    private readonly MeterListener _listener = new();

    public MetricStore(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name.StartsWith("Kinora", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument, _metrics.GetOrAdd(instrument, Make));
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, metric) => Add(metric, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, metric) => Add(metric, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, metric) => Add(metric, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>All metrics as they are now, by name.</summary>
    public IReadOnlyList<Metric> Read()
    {
        _listener.RecordObservableInstruments();
        return [.. _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal)];
    }

    private static Metric Make(Instrument instrument)
    {
        var kind = instrument.GetType().Name switch
        {
            var name when name.StartsWith("Histogram", StringComparison.Ordinal) => MetricKind.Histogram,
            var name when name.Contains("Gauge", StringComparison.Ordinal) || name.Contains("UpDown", StringComparison.Ordinal) => MetricKind.Gauge,
            _ => MetricKind.Counter,
        };
        var total = kind == MetricKind.Counter && !instrument.Name.EndsWith("_total", StringComparison.Ordinal);
        return new Metric(
            total ? instrument.Name + "_total" : instrument.Name, kind, instrument.Description ?? "", instrument.Unit == "s" ? Seconds : Counts,
            instrument.IsObservable);
    }

    private static void Add(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var metric = (Metric)state!;
        var key = PrometheusText.Labels(tags);
        if (metric.Series.TryGetValue(key, out var series) || metric.Series.Count < MostSeries)
            (series ?? metric.Series.GetOrAdd(key, _ => new Series(metric.Bounds.Length + 1))).Add(metric, value);
    }
}

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One instrument and its series by label text.</summary>
internal sealed record Metric(string Name, MetricKind Kind, string Help, double[] Bounds, bool Observed)
{
    public ConcurrentDictionary<string, Series> Series { get; } = new(StringComparer.Ordinal);
}

/// <summary>The numbers of one set of labels.</summary>
internal sealed class Series(int buckets)
{
    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[buckets];
    private double _sum;
    private long _count;

    public void Add(Metric metric, double value)
    {
        lock (_gate)
        {
            // A gauge and what is read from elsewhere give the whole number, a counter what has come since.
            _sum = metric.Kind == MetricKind.Gauge || metric.Observed ? value : _sum + value;
            _count++;
            if (metric.Kind == MetricKind.Histogram)
            {
                var at = Array.BinarySearch(metric.Bounds, value);
                _buckets[at < 0 ? ~at : at]++;
            }
        }
    }

    public (double Sum, long Count, long[] Buckets) Read()
    {
        lock (_gate)
            return (_sum, _count, [.. _buckets]);
    }
}
