using Kinora.Platform.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Jobs;

/// <summary>Takes due jobs and runs them, several at once, until the process stops.</summary>
internal sealed partial class JobRunner(
    JobStore store, JobRun run, Schedules schedules, Instance instance, IOptions<JobsOptions> options, TimeProvider time,
    ILogger<JobRunner> log) : BackgroundService
{
    private readonly HashSet<Task> _running = [];
    private int _busy;

    private TimeSpan Poll => TimeSpan.FromMilliseconds(options.Value.PollMilliseconds);

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Runs all that is due now, one after the other, and says how many tries that were. For tests and commands.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        await schedules.FileDueAsync(cancel);
        await store.FreeAsync(null, cancel);
        var count = 0;
        while (await store.ClaimAsync(instance.Id, 1, Lease, cancel) is [var job])
        {
            await run.RunAsync(job, cancel);
            count++;
        }

        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        using var acting = Acting.As(Actor.System);
        await Task.Yield();
        var freed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!freed)
                    await store.FreeAsync(instance.Id, stoppingToken);
                freed = true;
                var scheduled = await schedules.FileDueAsync(stoppingToken);
                var next = await StartDueAsync(stoppingToken);
                await store.Filed.WaitAsync(Wait(Sooner(scheduled, next)), stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                RoundFailed(fault);
                await Task.Delay(Poll, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // A job that is broken off by stopping ends as cancelled; that is no fault of the runner.
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<DateTimeOffset?> StartDueAsync(CancellationToken stop)
    {
        _running.RemoveWhere(task => task.IsCompleted);
        var ahead = await store.LookAheadAsync(stop);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (ahead.Lapse <= now)
            await store.FreeAsync(null, stop);
        var free = options.Value.Runners - Volatile.Read(ref _busy);
        if (free > 0 && ahead.Due <= now)
        {
            foreach (var job in await store.ClaimAsync(instance.Id, free, Lease, stop))
            {
                Interlocked.Increment(ref _busy);
                _running.Add(RunAsync(job, stop));
            }

            return null;
        }

        return ahead.Due is { } due && free > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;
    }

    private async Task RunAsync(ClaimedJob job, CancellationToken stop)
    {
        try
        {
            await run.RunAsync(job, stop);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
            store.Filed.Set();
        }
    }

    private static DateTimeOffset? Sooner(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right ?? left : left;

    private TimeSpan Wait(DateTimeOffset? until)
    {
        var wait = until is { } at ? at - time.GetUtcNow() : Poll;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Poll ? wait : Poll;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The jobs could not be looked through; tried again shortly.")]
    private partial void RoundFailed(Exception fault);
}
