using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Jobs;

/// <summary>Runs one try of a job: keeps its lease alive meanwhile, and notes how it ended.</summary>
internal sealed partial class JobRun(
    JobStore store, JobKinds kinds, IServiceScopeFactory scopes, JobMeter meter, IOptions<JobsOptions> options, TimeProvider time,
    ILogger<JobRun> log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Stops the job if this process runs it; another process notices at its next heartbeat.</summary>
    public void Stop(string id)
    {
        if (_running.TryGetValue(id, out var running))
            running.Cancel();
    }

    public async Task RunAsync(ClaimedJob job, CancellationToken stop)
    {
        using var request = log.BeginScope("job {JobId} {JobKind}", job.Id, job.Kind);
        var context = new JobContext(job.Id, job.UserId, job.Attempt, job.Progress, job.Report);
        using var running = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var ended = new CancellationTokenSource();
        _running[job.Id] = running;
        var beating = BeatAsync(job, context, running, ended.Token);
        Exception? fault = null;
        try
        {
            await ExecuteAsync(job, context, running.Token);
        }
        catch (Exception caught)
        {
            fault = caught;
        }

        _running.TryRemove(job.Id, out _);
        await ended.CancelAsync();
        if (await beating)
            LeaseLost(job.Id, job.Kind);
        else
            await SettleAsync(job, context, fault, running.IsCancellationRequested, stop.IsCancellationRequested);
    }

    private async Task ExecuteAsync(ClaimedJob job, JobContext context, CancellationToken cancel)
    {
        var kind = kinds.Find(job.Kind) ?? throw new InvalidOperationException($"No module declares the kind of job '{job.Kind}'.");
        var args = JsonSerializer.Deserialize(job.Args, kind.Args, KinoraJson.Options)
            ?? throw new JobFailedException($"The arguments of '{job.Kind}' are null.");
        await using var scope = scopes.CreateAsyncScope();
        await Task.Run(() => kind.RunAsync(scope.ServiceProvider, args, context, cancel), cancel);
    }

    /// <summary>True when the lease was lost.</summary>
    private async Task<bool> BeatAsync(ClaimedJob job, JobContext context, CancellationTokenSource running, CancellationToken ended)
    {
        var renewed = time.GetTimestamp();
        using var timer = new PeriodicTimer(Beat < Lease / 3 ? Beat : Lease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    var (progress, report, changed) = context.Take();
                    var asked = changed || time.GetElapsedTime(renewed) > Lease / 3
                        ? await store.RenewAsync(job, progress, report, Lease, ended)
                        : await store.AskAsync(job, ended);
                    renewed = changed || time.GetElapsedTime(renewed) > Lease / 3 ? time.GetTimestamp() : renewed;
                    if (asked is not false)
                        await running.CancelAsync();
                    if (asked is null)
                        return true;
                }
                catch (Exception fault) when (!ended.IsCancellationRequested)
                {
                    BeatFailed(fault, job.Id);
                    if (time.GetElapsedTime(renewed) > Lease)
                        await running.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }

        return false;
    }

    private async Task SettleAsync(ClaimedJob job, JobContext context, Exception? fault, bool cancelled, bool stopping)
    {
        var (progress, report, _) = context.Take();
        try
        {
            if (fault is null)
                await EndAsync(job, JobState.Done, 1, report, null);
            else if (stopping && fault is OperationCanceledException)
                await store.PutBackAsync(job, time.GetUtcNow(), progress, report, null, uncounted: true, CancellationToken.None);
            else if (cancelled && fault is OperationCanceledException)
                await EndAsync(job, JobState.Cancelled, progress, report, null);
            else
                await FailAsync(job, progress, report, fault);
        }
        catch (Exception unsettled)
        {
            // The lease lapses and the job runs again, as it must be able to.
            Unsettled(unsettled, job.Id, job.Kind);
        }
    }

    private async Task FailAsync(ClaimedJob job, double progress, string? report, Exception fault)
    {
        var error = fault is JobFailedException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
        if (job.Attempt < job.Tries && fault is not JobFailedException)
        {
            var due = time.GetUtcNow() + Backoff.After(job.Attempt, Backoff.Chance());
            TryFailed(fault, job.Id, job.Kind, job.Attempt, job.Tries, due);
            if (!await store.PutBackAsync(job, due, progress, report, error, uncounted: false, CancellationToken.None))
                await EndAsync(job, JobState.Cancelled, progress, report, error);
            return;
        }

        Failed(fault, job.Id, job.Kind, job.Attempt);
        await EndAsync(job, JobState.Failed, progress, report, error);
    }

    private async Task EndAsync(ClaimedJob job, JobState state, double progress, string? report, string? error)
    {
        if (await store.FinishAsync(job, state, progress, report, error, CancellationToken.None))
            meter.Ended(job.Kind, state);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Id} ({Kind}) lost its lease: another process has it.")]
    private partial void LeaseLost(string id, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of job {Id} could not be renewed.")]
    private partial void BeatFailed(Exception fault, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Id} ({Kind}) failed in try {Attempt} of {Tries}; next at {Due}.")]
    private partial void TryFailed(Exception fault, string id, string kind, int attempt, int tries, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Id} ({Kind}) failed for good after {Attempt} tries.")]
    private partial void Failed(Exception fault, string id, string kind, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "How job {Id} ({Kind}) ended could not be noted; it will run again.")]
    private partial void Unsettled(Exception fault, string id, string kind);
}
