using System.Diagnostics.Metrics;
using Kinora.Platform.Database;

namespace Kinora.Platform.Telemetry;

/// <summary>How much waits in the queues: <c>kinora_queue_depth{queue}</c>, as of the last <see cref="ReadAsync"/>.</summary>
internal sealed class Backlog
{
    private readonly Db _db;
    private Depths _last = new();

    public Backlog(Db db, IMeterFactory meters)
    {
        _db = db;
        meters.Create("Kinora.Queues").CreateObservableGauge("kinora_queue_depth", Measure, null, "What waits in the queues.");
    }

    public async Task<Depths> ReadAsync(CancellationToken cancel)
    {
        // Counts of all that waits, whoever asks.
        using var acting = Acting.As(Actor.System);
        return _last = (await _db.FirstOrDefaultAsync<Depths>(Sql, null, cancel))!;
    }

    private IEnumerable<Measurement<long>> Measure()
    {
        static Measurement<long> One(string queue, long depth) => new(depth, new KeyValuePair<string, object?>("queue", queue));
        var last = _last;
        return
        [
            One("jobs", last.JobsWaiting), One("jobs_running", last.JobsRunning), One("jobs_failed", last.JobsFailed),
            One("events", last.EventsWaiting), One("events_dead", last.EventsDead),
        ];
    }

    private const string Sql = """
        select (select count(*) from job where state = 'queued') as jobs_waiting,
            (select count(*) from job where state = 'running') as jobs_running,
            (select count(*) from job where state = 'failed') as jobs_failed,
            (select count(*) from event_delivery where not dead) as events_waiting,
            (select count(*) from event_delivery where dead) as events_dead
        """;

    internal sealed record Depths
    {
        public long JobsWaiting { get; init; }

        public long JobsRunning { get; init; }

        public long JobsFailed { get; init; }

        public long EventsWaiting { get; init; }

        public long EventsDead { get; init; }
    }
}
