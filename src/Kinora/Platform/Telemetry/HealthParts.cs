using Kinora.Platform.Database;

namespace Kinora.Platform.Telemetry;

internal sealed class DatabaseHealth(Db db) : IHealthPart
{
    public string Name => "database";

    public bool Required => true;

    public async Task<HealthState> CheckAsync(CancellationToken cancel) =>
        new(await db.ScalarAsync<long>("select 1", null, cancel) == 1, db.Dialect.Name);
}

/// <summary>Jobs and events: down when something was set aside in the last day and waits for a person.</summary>
internal sealed class BacklogHealth(Backlog backlog) : IHealthPart
{
    public string Name => "jobs";

    public bool Required => false;

    public async Task<HealthState> CheckAsync(CancellationToken cancel)
    {
        var now = await backlog.ReadAsync(cancel);
        return new HealthState(
            now.EventsDead == 0,
            $"{now.JobsWaiting} waiting, {now.JobsRunning} running, {now.JobsFailed} failed; {now.EventsWaiting} events waiting, {now.EventsDead} set aside");
    }
}
