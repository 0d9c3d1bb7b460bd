using Kinora.Platform.Database;
using Kinora.Ranking.Profiles;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Discovery.Profiles;

/// <summary>Stores the states of profiles that fell idle, so that reading them cold stays quick.</summary>
internal sealed partial class StateSaver(
    Db db, ProfileStates profiles, TimeProvider time, IOptions<DiscoveryOptions> options, ILogger<StateSaver> logger) : BackgroundService
{
    /// <summary>Stores every state in memory that changed and was not used for the idle time; says how many.</summary>
    public async Task<int> SaveIdleAsync(CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var before = Now - (options.Value.IdleSeconds * 1000L);
        var saved = 0;
        foreach (var entry in profiles.Entries().Where(entry => entry.UsedAt <= before && entry.State.Version > entry.SavedVersion))
        {
            using var held = await profiles.HoldAsync(entry.ProfileId, cancel);
            await SaveAsync(held.Entry, cancel);
            saved++;
        }

        return saved;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, options.Value.IdleSeconds / 2)), time);
        while (await timer.TickedAsync(stoppingToken))
        {
            try
            {
                await SaveIdleAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Failed(logger, fault);
            }
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task SaveAsync(ProfileEntry entry, CancellationToken cancel)
    {
        var (version, packed, now) = (entry.State.Version, ProfileStatePack.Write(entry.State), Now);
        await db.TransactAsync(tx => ProfileStore.SaveAsync(tx, entry.ProfileId, version, now, packed), cancel);
        (entry.SavedVersion, entry.PagesSinceSaved) = (version, 0);
    }

    [LoggerMessage(1, LogLevel.Warning, "States of idle profiles could not be stored; they are read from their signals instead.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
