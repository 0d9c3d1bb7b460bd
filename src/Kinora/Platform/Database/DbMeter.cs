using System.Diagnostics.Metrics;

namespace Kinora.Platform.Database;

/// <summary><c>kinora_commit_seconds</c>, <c>kinora_commit_group</c> and <c>kinora_writer_waiting</c>.</summary>
internal sealed class DbMeter
{
    private readonly Meter _meter;
    private readonly Histogram<double> _seconds;
    private readonly Histogram<int> _group;

    public DbMeter(IMeterFactory meters)
    {
        _meter = meters.Create("Kinora.Database");
        _seconds = _meter.CreateHistogram<double>("kinora_commit_seconds", "s", "Time of a commit.");
        _group = _meter.CreateHistogram<int>("kinora_commit_group", null, "Transactions in one commit.");
    }

    public void Committed(TimeSpan time, int group)
    {
        _seconds.Record(time.TotalSeconds);
        _group.Record(group);
    }

    public void Watch(Func<int> waiting) =>
        _meter.CreateObservableGauge("kinora_writer_waiting", waiting, null, "Transactions that wait for the writer.");
}
