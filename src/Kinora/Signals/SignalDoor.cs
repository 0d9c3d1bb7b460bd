using System.Diagnostics.Metrics;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>Checks, deduplicates, records and tells the observers, all in one transaction.</summary>
internal sealed class SignalDoor(
    Db db, TimeProvider time, ISignalTitles titles, IProfileVersions versions, IEnumerable<ISignalObserver> observers, IMeterFactory meters)
    : ISignalDoor
{
    private readonly Counter<long> _counter = meters.Create("Kinora").CreateCounter<long>("kinora_signals_total");

    public Task<IReadOnlyList<SignalResult>> RecordAsync(string profileId, IReadOnlyList<Signal> signals, CancellationToken cancel) =>
        db.TransactAsync(tx => RecordAsync(tx, profileId, signals), cancel);

    public async Task<IReadOnlyList<SignalResult>> RecordAsync(Tx tx, string profileId, IReadOnlyList<Signal> signals)
    {
        var results = new SignalResult[signals.Count];
        var sound = Sound(signals, results);
        if (sound.Count > 0)
        {
            var version = await versions.MoveAsync(tx, profileId);
            var inserted = await SignalStore.InsertAsync(tx, profileId, version, [.. sound.Select(one => one.Signal)]);
            var recorded = new List<Signal>(sound.Count);
            for (var n = 0; n < sound.Count; n++)
            {
                var (place, signal) = sound[n];
                results[place] = new SignalResult(signals[place].EventId, inserted[n] ? SignalStatus.Recorded : SignalStatus.Duplicate);
                if (inserted[n])
                    recorded.Add(signal with { Version = version, Number = n });
            }

            foreach (var signal in recorded)
                await OpinionStore.SaveAsync(tx, profileId, signal);
            foreach (var observer in observers)
                await observer.RecordedAsync(tx, new RecordedSignals(profileId, version, recorded));
        }

        tx.OnCommitted(() => Count(signals, results));
        return results;
    }

    /// <summary>The signals that may be recorded, by time of event; the results of the others are filled in.</summary>
    private List<(int Place, Signal Signal)> Sound(IReadOnlyList<Signal> signals, SignalResult[] results)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var sound = new List<(int Place, Signal Signal)>(signals.Count);
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < signals.Count; place++)
        {
            var signal = signals[place];
            var refusal = SignalRules.Check(signal, now);
            var ordinal = signal.TitleId is null ? null : titles.Ordinal(signal.TitleId);
            if (refusal is null && signal.TitleId is not null && ordinal is null)
                refusal = SignalRules.Refuse("title-unknown", $"There is no title '{signal.TitleId}'.", "title_id");
            if (refusal is not null)
                results[place] = new SignalResult(signal.EventId, SignalStatus.Refused, refusal);
            else if (!ids.Add(signal.EventId))
                results[place] = new SignalResult(signal.EventId, SignalStatus.Duplicate);
            else
                sound.Add((place, signal with { EventId = signal.EventId.ToLowerInvariant(), ReceivedAt = now, Ordinal = ordinal }));
        }

        sound.Sort(static (left, right) => left.Signal.At.CompareTo(right.Signal.At) is var byTime and not 0
            ? byTime
            : string.CompareOrdinal(left.Signal.EventId, right.Signal.EventId));
        return sound;
    }

    private void Count(IReadOnlyList<Signal> signals, SignalResult[] results)
    {
        for (var n = 0; n < results.Length; n++)
            _counter.Add(1, new("kind", signals[n].Kind.Name()), new("status", SignalNames.Of(results[n].Status)));
    }
}
