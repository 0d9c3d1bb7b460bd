using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Signals.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Discovery.Shared;

/// <summary>
/// What is learned from the profiles that agreed to it, built in the background and swapped. Only profiles that did something since are
/// read again. Nobody waits for it: one's own signals count at once through one's own state.
/// </summary>
internal sealed partial class SharedStates(
    ISignalHistory history, IProfiles profiles, ICatalogue catalogue, TitlePopularity popularity, TimeProvider time,
    IOptions<DiscoveryOptions> options, ILogger<SharedStates> logger) : BackgroundService, ISignalObserver
{
    private const long DayMs = 24L * 3_600_000;
    private const long WindowMs = 90 * DayMs;

    /// <summary>Contributions fade by themselves, so all are made again this often.</summary>
    private const long AllAgainMs = 3_600_000;

    /// <summary>Rows may become visible a little after their time of receipt.</summary>
    private const long OverlapMs = 10_000;

    private readonly SemaphoreSlim _building = new(1, 1);
    private readonly Dictionary<string, Contribution> _contributions = new(StringComparer.Ordinal);
    private SharedState _current = SharedState.Empty;
    private long _readUpTo = long.MinValue;
    private long _allMadeAt = long.MinValue;
    private long _catalogueVersion = -1;
    private volatile bool _dirty = true;

    public SharedState Current => Volatile.Read(ref _current);

    public Task RecordedAsync(Tx tx, RecordedSignals recorded)
    {
        tx.OnCommitted(() => _dirty = true);
        return Task.CompletedTask;
    }

    /// <summary>Reads what happened and swaps in what comes of it.</summary>
    public async Task RebuildAsync(CancellationToken cancel)
    {
        await _building.WaitAsync(cancel);
        try
        {
            _dirty = false;
            await RebuildCoreAsync(cancel);
        }
        finally
        {
            _building.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SharedSeconds), time);
        do
        {
            try
            {
                if (_dirty || catalogue.Current.Version != _catalogueVersion || Now - _allMadeAt >= AllAgainMs)
                    await RebuildAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                _dirty = true;
                Failed(logger, fault);
            }
        }
        while (await timer.TickedAsync(stoppingToken));
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task RebuildCoreAsync(CancellationToken cancel)
    {
        var (now, snapshot) = (Now, catalogue.Current);
        var sharing = (await profiles.SharingAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var all = snapshot.Version != _catalogueVersion || now - _allMadeAt >= AllAgainMs;
        if (all)
            _contributions.Clear();
        foreach (var gone in _contributions.Keys.Where(id => !sharing.Contains(id)).ToList())
            _contributions.Remove(gone);
        var active = all ? sharing : (await history.ActiveSinceAsync(_readUpTo - OverlapMs, cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var some in sharing.Where(id => active.Contains(id) || !_contributions.ContainsKey(id)).Chunk(256))
        {
            var rows = (await history.OfProfilesAsync(some, now - WindowMs, cancel)).ToLookup(row => row.ProfileId, row => row.Signal);
            foreach (var id in some)
                _contributions[id] = Contribution.Of(rows[id], snapshot, now);
        }

        (_readUpTo, _catalogueVersion) = (now, snapshot.Version);
        _allMadeAt = all ? now : _allMadeAt;
        var builder = new SharedStateBuilder
        {
            ActiveProfiles = _contributions.Values.Count(one => now - one.LastAt < 30 * DayMs),
            Rates = ProfileRates.Of([.. _contributions.Values.SelectMany(one => one.Viewings.TakeLast(ProfileRates.Newest))], Rates.Unknown),
        };
        foreach (var contribution in _contributions.Values)
        {
            foreach (var title in contribution.Titles)
                builder.Add(title);
            foreach (var creator in contribution.Creators)
                builder.Add(creator);
        }

        var built = builder.Build(snapshot.Columns, Current.Version + 1, now, (ulong)now);
        Volatile.Write(ref _current, built);
        popularity.Swap(Array.ConvertAll(built.Titles, title => title.Popularity));
    }

    [LoggerMessage(1, LogLevel.Error, "What is learned from everybody could not be built; the state before stays.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
