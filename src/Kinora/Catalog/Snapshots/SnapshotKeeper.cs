using System.Diagnostics;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Embeddings;
using Kinora.Platform;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Catalog.Snapshots;

/// <summary>
/// Holds the newest snapshot. Readers take a reference and never wait; a local write wakes the keeper and waits for its own version; what
/// other processes publish is found by asking for the newest sequence number.
/// </summary>
internal sealed class SnapshotKeeper(
    SnapshotLoader loader, VectorLoader vectors, IServiceProvider services, IOptions<CatalogOptions> options, SnapshotMeter meter, ILogger<SnapshotKeeper> log)
    : BackgroundService, ICatalogue
{
    private readonly Wake _wake = new();
    private readonly SemaphoreSlim _building = new(1, 1);
    private volatile CatalogueSnapshot _current = loader.Empty();
    private TaskCompletionSource _swapped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _running;
    private Task _folding = Task.CompletedTask;

    public CatalogueSnapshot Current => _current;

    /// <summary>Whether snapshots follow what is published; in a command that only writes they do not.</summary>
    public bool IsRunning => _running;

    /// <summary>Something may have been published.</summary>
    public void Nudge() => _wake.Set();

    public async Task<CatalogueSnapshot> AtLeastAsync(long version, CancellationToken cancel)
    {
        while (true)
        {
            var swapped = Volatile.Read(ref _swapped).Task;
            var current = _current;
            if (current.Version >= version)
                return current;
            if (!_running)
                return await RefreshAsync(cancel);
            _wake.Set();
            await swapped.WaitAsync(cancel);
        }
    }

    /// <summary>Brings the snapshot up to what is published now.</summary>
    public async Task<CatalogueSnapshot> RefreshAsync(CancellationToken cancel)
    {
        await _building.WaitAsync(cancel);
        try
        {
            var (before, started) = (_current, Stopwatch.GetTimestamp());
            var next = await vectors.NextAsync(await loader.NextAsync(before, cancel), cancel);
            if (next.Version != before.Version)
                Swap(before, next, Stopwatch.GetElapsedTime(started));
            else
                _current = next;
            return next;
        }
        finally
        {
            _building.Release();
        }
    }

    /// <summary>Folds edits into the search index while all go on; only the exchange at the end is one of the snapshots' own.</summary>
    public async Task FoldAsync(CancellationToken cancel)
    {
        var before = _current;
        var folded = SearchMerge.Fold(before, cancel);
        await _building.WaitAsync(cancel);
        try
        {
            _current = SearchMerge.Over(_current, folded, before);
        }
        finally
        {
            _building.Release();
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        _running = true;
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _running = false;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var poll = TimeSpan.FromMilliseconds(options.Value.PollMilliseconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(poll, stoppingToken);
                await RefreshAsync(stoppingToken);
                if (_folding.IsFaulted)
                    await _folding;
                if (_folding.IsCompleted && SearchMerge.Pays(_current))
                    _folding = Task.Run(() => FoldAsync(stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                _folding = _folding.IsFaulted ? Task.CompletedTask : _folding;
                log.LogWarning(fault, "The catalogue could not be read; browsing goes on with the snapshot of {BuiltAt}.", _current.BuiltAt);
            }
        }
    }

    private void Swap(CatalogueSnapshot before, CatalogueSnapshot next, TimeSpan took)
    {
        _current = next;
        Interlocked.Exchange(ref _swapped, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        meter.Swapped(next, took);
        log.LogInformation(
            "Catalogue snapshot {Version}: {Titles} titles, {Chunks} chunks made anew, {BytesPerTitle} bytes a title, in {Milliseconds} ms.",
            next.Version, next.Titles, next.Chunks.Except(before.Chunks).Count(), next.Titles == 0 ? 0 : next.Bytes / next.Titles, (long)took.TotalMilliseconds);
        foreach (var follower in (IEnumerable<ICatalogueChanged>)services.GetService(typeof(IEnumerable<ICatalogueChanged>))!)
            follower.Swapped(before, next);
    }
}
