using Kinora.Platform.Telemetry;
using Kinora.Ranking.Learning;
using Microsoft.Extensions.Logging;

namespace Kinora.Discovery.Models;

/// <summary>
/// The model that this process ranks with: the one that the database names. Where its file is missing or damaged, the last good one before
/// it, and it is said so on the health page; where there is none, the baselines.
/// </summary>
internal sealed partial class ServedModels(ModelStore store, ModelFiles files, TimeProvider time, ILogger<ServedModels> log)
    : IHealthPart, IDisposable
{
    private const int Before = 20;

    /// <summary>A file that could not be read is looked for again after this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private LearnedModel? _current;
    private string? _wanted;
    private string? _notice;
    private DateTimeOffset _triedAt;

    /// <summary>Null = the baselines.</summary>
    public LearnedModel? Current => Volatile.Read(ref _current);

    /// <summary>What is wrong, for a person; null = nothing.</summary>
    public string? Notice => Volatile.Read(ref _notice);

    public string Name => "models";

    public bool Required => false;

    /// <summary>Loads what the database names, unless that was done. For the system: it is nobody's data.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _loading.WaitAsync(cancel);
        try
        {
            var wanted = (await store.ServedAsync(cancel))?.RunId;
            var now = time.GetUtcNow();
            if (wanted == _wanted && (Notice is null || now - _triedAt < Patience))
                return;
            (_wanted, _triedAt) = (wanted, now);
            await LoadAsync(wanted, cancel);
        }
        finally
        {
            _loading.Release();
        }
    }

    public Task<HealthState> CheckAsync(CancellationToken cancel) => Task.FromResult(new HealthState(
        Notice is null, Notice ?? (Current is { } model ? $"{model.Count} titles learned" : "none learned, the baselines rank")));

    public void Dispose() => _loading.Dispose();

    private async Task LoadAsync(string? wanted, CancellationToken cancel)
    {
        if (wanted is null)
        {
            Volatile.Write(ref _current, null);
            Volatile.Write(ref _notice, null);
            return;
        }

        if (TryRead(wanted) is { } model)
        {
            Volatile.Write(ref _current, model);
            Volatile.Write(ref _notice, null);
            return;
        }

        var served = await store.RunAsync(wanted, cancel);
        foreach (var run in (await store.AcceptedAsync(Before, cancel)).Where(run => run.Id != wanted && (served is null || run.At <= served.At)))
        {
            if (Current?.Id == run.Id || (files.Has(run.Id) && TryRead(run.Id) is { } older && Swap(older)))
            {
                Volatile.Write(ref _notice, "The model's file is missing or damaged; the last good one ranks.");
                return;
            }
        }

        Volatile.Write(ref _current, null);
        Volatile.Write(ref _notice, "The model's file is missing or damaged; the baselines rank until one is trained.");
    }

    private bool Swap(LearnedModel model)
    {
        Volatile.Write(ref _current, model);
        return true;
    }

    private LearnedModel? TryRead(string id)
    {
        try
        {
            return files.Read(id);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Unreadable(fault, id);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Id} can't be read.")]
    private partial void Unreadable(Exception fault, string id);
}
