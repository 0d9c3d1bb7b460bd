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
    ISignalHistory history, IProfiles profiles, ICatalogue catalogue, TitlePopularity popularity, Models.ServedModels models, TimeProvider time,
    IOptions<DiscoveryOptions> options, ILogger<SharedStates> logger) : BackgroundService, ISignalObserver
{
    private const long DayMs = 24L * 3_600_000;
    private const long WindowMs = 90 * DayMs;

    /// <summary>Contributions fade by themselves, so all are made again this often.</summary>
    private const long AllAgainMs = 3_600_000;

    /// <summary>Rows may become visible a little after their time of receipt.</summary>
    private const long OverlapMs = 10_000;

    /// <summary>After building it rests so many times as long as it worked, so that learning never takes more than some hundredths of a core.</summary>
    private const int RestsTimes = 30;

    /// <summary>In the background, so many profiles are read at a time, with as long a pause after them, so that nobody waits behind them.</summary>
    private const int AtOnce = 32;

    private readonly SemaphoreSlim _building = new(1, 1);
    private readonly Lock _pairing = new();
    private readonly SeenCounts _seen = new(history);
    private readonly Dictionary<string, Contribution> _contributions = new(StringComparer.Ordinal);
    private SharedState _current = SharedState.Empty;
    private (SharedState Of, SharedState Without)? _withoutModel;
    private long _readUpTo = long.MinValue;
    private long _allMadeAt = long.MinValue;
    private long _catalogueVersion = -1;
    private volatile bool _dirty = true;
    private volatile HashSet<string> _sharing = [];

    public SharedState Current => Volatile.Read(ref _current);

    /// <summary>The same as the baselines see it; one object for each, so that what was worked out for it stays.</summary>
    public SharedState WithoutModel(SharedState state)
    {
        if (state.Model is null)
            return state;
        lock (_pairing)
        {
            if (_withoutModel is not { } known || !ReferenceEquals(known.Of, state))
                _withoutModel = known = (state, state with { Model = null });
            return known.Without;
        }
    }

    public Task RecordedAsync(Tx tx, RecordedSignals recorded)
    {
        tx.OnCommitted(() => _dirty = true);
        return Task.CompletedTask;
    }

    /// <summary>Reads what happened and swaps in what comes of it.</summary>
    public Task RebuildAsync(CancellationToken cancel) => RebuildAsync(gently: false, cancel);

    /// <summary>Ranks with the model that the database names, from the next ranking on.</summary>
    public async Task TakeModelAsync(CancellationToken cancel)
    {
        // Which model is served is nobody's own.
        using var acting = Acting.As(Actor.System);
        await models.RefreshAsync(cancel);
        if (ReferenceEquals(models.Current, Current.Model))
            return;
        await _building.WaitAsync(cancel);
        try
        {
            Volatile.Write(ref _current, Current with { Model = models.Current, Version = Current.Version + 1 });
        }
        finally
        {
            _building.Release();
        }
    }

    private async Task RebuildAsync(bool gently, CancellationToken cancel)
    {
        // Of all who agreed to it.
        using var acting = Acting.As(Actor.System);
        await _building.WaitAsync(cancel);
        try
        {
            _dirty = false;
            await RebuildCoreAsync(gently, cancel);
        }
        finally
        {
            _building.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = TimeSpan.FromSeconds(options.Value.SharedSeconds);
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                timer.Period = every;
                await TakeModelAsync(stoppingToken);
                if (_dirty || catalogue.Current.Version != _catalogueVersion || Now - _allMadeAt >= AllAgainMs || await SharingMovedAsync(stoppingToken))
                {
                    var started = time.GetTimestamp();
                    await RebuildAsync(gently: true, stoppingToken);
                    timer.Period = RestsTimes * time.GetElapsedTime(started) is var rest && rest > every ? rest : every;
                }
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

    /// <summary>Who agrees counts soon, and who no longer does stops counting soon, also where nothing else happens.</summary>
    private async Task<bool> SharingMovedAsync(CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        return !_sharing.SetEquals(await profiles.SharingAsync(cancel));
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task RebuildCoreAsync(bool gently, CancellationToken cancel)
    {
        var (now, snapshot) = (Now, catalogue.Current);
        var sharing = (await profiles.SharingAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        _sharing = sharing;
        var all = snapshot.Version != _catalogueVersion || now - _allMadeAt >= AllAgainMs || now < _readUpTo || !sharing.IsSupersetOf(_contributions.Keys);
        if (all)
        {
            _contributions.Clear();
            _seen.Clear(now);
        }

        await _seen.SettleAsync(_contributions.Keys.ToHashSet(StringComparer.Ordinal), now, cancel);
        var active = all ? sharing : (await history.ActiveSinceAsync(_readUpTo - OverlapMs, cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var some in sharing.Where(id => active.Contains(id) || !_contributions.ContainsKey(id)).Chunk(AtOnce))
        {
            var started = time.GetTimestamp();
            await ReadAsync(some, snapshot, now, cancel);
            if (gently)
                await Task.Delay(time.GetElapsedTime(started), time, cancel);
        }

        await _seen.CountRecentAsync(sharing, now, cancel);
        (_readUpTo, _catalogueVersion) = (now, snapshot.Version);
        _allMadeAt = all ? now : _allMadeAt;
        var builder = new SharedStateBuilder
        {
            ActiveProfiles = _contributions.Count(one => now - Math.Max(one.Value.LastAt, _seen.LastAt(one.Key)) < 30 * DayMs),
            Rates = ProfileRates.Of([.. _contributions.Values.SelectMany(one => one.Newest)], Rates.Unknown),
            Model = models.Current,
        };
        foreach (var title in _seen.Titles(snapshot.Columns))
            builder.Add(title);
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

    private async Task ReadAsync(string[] some, CatalogueSnapshot snapshot, long now, CancellationToken cancel)
    {
        var rows = (await history.OfProfilesAsync(some, now - WindowMs, cancel)).ToLookup(row => row.ProfileId, row => row.Signal);
        if (some.Where(id => !_contributions.ContainsKey(id)).ToList() is { Count: > 0 } joining)
            await _seen.JoinAsync(joining, now - WindowMs, now, cancel);
        foreach (var id in some)
            _contributions[id] = Contribution.Of(rows[id], snapshot, now);
    }

    [LoggerMessage(1, LogLevel.Error, "What is learned from everybody could not be built; the state before stays.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
