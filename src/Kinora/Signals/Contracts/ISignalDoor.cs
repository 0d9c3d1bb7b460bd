using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Signals.Contracts;

/// <summary>
/// The one door: every surface and every bridge records engagement here and nowhere else. An event counts once however often and in
/// whatever order it is sent; each gets a result of its own; nothing is acknowledged before it is durable.
/// </summary>
internal interface ISignalDoor
{
    /// <summary>Records in a transaction of its own.</summary>
    Task<IReadOnlyList<SignalResult>> RecordAsync(string profileId, IReadOnlyList<Signal> signals, CancellationToken cancel);

    /// <summary>Records as part of the caller's transaction. Results stand in the order of <paramref name="signals"/>.</summary>
    Task<IReadOnlyList<SignalResult>> RecordAsync(Tx tx, string profileId, IReadOnlyList<Signal> signals);
}

internal enum SignalStatus
{
    Recorded,
    Duplicate,
    Refused,
}

/// <summary>What became of one event. The refusal's field is relative to the event, such as <c>position_ms</c>.</summary>
internal sealed record SignalResult(string? EventId, SignalStatus Status, Refusal? Error = null);

/// <summary>Derives something from signals, in the transaction that records them, so that it is never behind.</summary>
internal interface ISignalObserver
{
    /// <summary>
    /// Called once a recorded batch, under the profile's lock. It changes nothing but the database; what must happen in memory goes into
    /// <see cref="Tx.OnCommitted"/>.
    /// </summary>
    Task RecordedAsync(Tx tx, RecordedSignals recorded);
}

/// <summary>A batch that was recorded.</summary>
/// <param name="Version">The profile's version after this batch; one more than before it.</param>
/// <param name="Signals">What was new, in the order of (time of event, event id).</param>
internal sealed record RecordedSignals(string ProfileId, long Version, IReadOnlyList<Signal> Signals);
