using Kinora.Platform.Database;

namespace Kinora.Signals.Contracts;

/// <summary>Reads what was recorded.</summary>
internal interface ISignalHistory
{
    /// <summary>A profile's signals that were recorded after the given version, in the order of recording.</summary>
    Task<IReadOnlyList<Signal>> SinceAsync(string profileId, long version, CancellationToken cancel);

    /// <summary>What these profiles did since a time, by time of receipt; for what is learned from many.</summary>
    Task<IReadOnlyList<(string ProfileId, Signal Signal)>> OfProfilesAsync(
        IReadOnlyCollection<string> profileIds, long receivedSince, CancellationToken cancel);

    /// <summary>The profiles that something was recorded of since a time of receipt.</summary>
    Task<IReadOnlyList<string>> ActiveSinceAsync(long receivedSince, CancellationToken cancel);

    /// <summary>The profiles that have impressions received before a time.</summary>
    Task<IReadOnlyList<string>> SeenBeforeAsync(long receivedBefore, CancellationToken cancel);

    /// <summary>Forgets a profile's impressions received before a time, up to the version that whoever derives from them has stored.</summary>
    Task ForgetSeenAsync(Tx tx, string profileId, long upToVersion, long receivedBefore);
}
