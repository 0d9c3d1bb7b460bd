using System.Diagnostics.Metrics;
using Kinora.Platform.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Library.Vault;

/// <summary>
/// Follows the marks: whose library changed has their files written, each at most every few seconds, and files that a hand changed are taken in.
/// It keeps nothing between its rounds but where it looked last, so a restart begins where the marks stand.
/// </summary>
internal sealed partial class VaultWriter : BackgroundService
{
    private const int AtOnce = 64;

    /// <summary>What failed is tried again after this: 10 s.</summary>
    private const long AfterFaultMs = 10_000;

    private readonly VaultStore _store;
    private readonly WriteVault _write;
    private readonly VaultPeople _people;
    private readonly VaultOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<VaultWriter> _log;
    private readonly Counter<long> _written;
    private string _looked = "";
    private long _waiting;

    public VaultWriter(
        VaultStore store, WriteVault write, VaultPeople people, IOptions<VaultOptions> options, TimeProvider time, IMeterFactory meters,
        ILogger<VaultWriter> log)
    {
        (_store, _write, _people, _options, _time, _log) = (store, write, people, options.Value, time, log);
        var meter = meters.Create("Kinora.Vault");
        _written = meter.CreateCounter<long>("kinora_vault_files_written", null, "Files of the vault that were written.");
        meter.CreateObservableGauge("kinora_vault_waiting", () => Interlocked.Read(ref _waiting), null, "Profiles whose files are behind their library.");
    }

    /// <summary>Why the last round failed; null where it went well.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Writes what is due. Gives how many files were written.</summary>
    /// <param name="now">Also what was written a moment ago.</param>
    public async Task<int> WriteDueAsync(bool now, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var files = 0;
        var before = now ? long.MaxValue : _time.GetUtcNow().ToUnixTimeMilliseconds() - _options.EveryMilliseconds;
        var due = await _store.DueAsync(before, AtOnce, cancel);
        Interlocked.Exchange(ref _waiting, due.Count < AtOnce ? due.Count : await _store.WaitingAsync(cancel));
        foreach (var profile in due)
            files += await OneAsync(profile, () => _write.RunAsync(profile, all: false, cancel), cancel) ?? 0;
        _written.Add(files);
        return files;
    }

    /// <summary>Looks at the next files for what a hand changed. Gives how many profiles were looked at.</summary>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var marks = await _store.WrittenAsync(_looked, _options.ScanAtOnce, cancel);
        _looked = marks.Count < _options.ScanAtOnce ? "" : marks[^1].ProfileId;
        var stamps = await _store.StampsAsync([.. marks.Select(mark => mark.ProfileId)], cancel);
        foreach (var mark in marks)
        {
            if (VaultFolder.Find(_people.Root, mark.Folder!) is { } folder && ReadEdits.HasAny(folder, stamps[mark.ProfileId]))
                await OneAsync(mark.ProfileId, () => _write.RunAsync(mark.ProfileId, all: false, cancel), cancel);
        }

        return marks.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_options.Enabled)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_options.PollMilliseconds), _time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await WriteDueAsync(now: false, stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Trouble = fault.GetBaseException().Message;
                Failed(_log, fault);
            }
        }
    }

    /// <summary>What is wrong with one person's files keeps nobody else's from being written.</summary>
    private async Task<int?> OneAsync(string profileId, Func<Task<int?>> work, CancellationToken cancel)
    {
        try
        {
            var done = await work();
            Trouble = null;
            return done;
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            Trouble = fault.GetBaseException().Message;
            FailedOne(_log, profileId, fault);
            await _store.PostponeAsync(profileId, _time.GetUtcNow().ToUnixTimeMilliseconds() + AfterFaultMs, cancel);
            return 0;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The vault could not be written; it is tried again.")]
    private static partial void Failed(ILogger log, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "The vault of profile {Profile} could not be written; it is tried again.")]
    private static partial void FailedOne(ILogger log, string profile, Exception fault);
}

/// <summary>How far the files are behind.</summary>
internal sealed class VaultHealth(VaultStore store, VaultWriter writer, IOptions<VaultOptions> options) : Platform.Telemetry.IHealthPart
{
    public string Name => "vault";

    public bool Required => false;

    public async Task<Platform.Telemetry.HealthState> CheckAsync(CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var waiting = await store.WaitingAsync(cancel);
        return options.Value.Enabled
            ? new(writer.Trouble is null, writer.Trouble ?? $"{waiting} to be written")
            : new(true, $"off; {waiting} to be written");
    }
}
