using System.Diagnostics.Metrics;

namespace Kinora.Platform.Jobs;

/// <summary><c>kinora_jobs_total{kind,state}</c>.</summary>
internal sealed class JobMeter(IMeterFactory meters)
{
    private readonly Counter<long> _ended = meters.Create("Kinora.Jobs").CreateCounter<long>("kinora_jobs", description: "Jobs that ended.");

    public void Ended(string kind, JobState state) =>
        _ended.Add(1, new KeyValuePair<string, object?>("kind", kind), new("state", state.ToString().ToLowerInvariant()));
}
