using Kinora.Platform.Database;

namespace Kinora.Signals.Contracts;

/// <summary>Reads what was recorded.</summary>
internal interface ISignalHistory
{
    /// <summary>A profile's signals that were recorded after the given version, in the order of recording.</summary>
    Task<IReadOnlyList<Signal>> SinceAsync(string profileId, long version, CancellationToken cancel);

    /// <summary>The same, as the session sees it.</summary>
    Task<List<Signal>> SinceAsync(Session session, string profileId, long version);

    /// <summary>All that a profile watched of one title, in no order: play, progress, complete, tune in and out.</summary>
    Task<List<Signal>> WatchedAsync(Session session, string profileId, string titleId);

    /// <summary>What these profiles did since a time, by time of receipt, impressions left aside; for what is learned from many.</summary>
    Task<IReadOnlyList<(string ProfileId, Signal Signal)>> OfProfilesAsync(
        IReadOnlyCollection<string> profileIds, long receivedSince, CancellationToken cancel);

    /// <summary>
    /// Impressions received in [<paramref name="from"/>, <paramref name="to"/>), counted by profile and title, without what was history
    /// when it arrived; of these profiles, or of all where none are named. <see cref="SeenCount.Lately"/> counts those that happened at or
    /// after <paramref name="lately"/>.
    /// </summary>
    Task<IReadOnlyList<SeenCount>> CountSeenAsync(
        IReadOnlyCollection<string>? profileIds, long from, long to, long lately, CancellationToken cancel);

    /// <summary>The profiles that something but impressions was recorded of since a time of receipt.</summary>
    Task<IReadOnlyList<string>> ActiveSinceAsync(long receivedSince, CancellationToken cancel);

    /// <summary>The profiles that have impressions received before a time.</summary>
    Task<IReadOnlyList<string>> SeenBeforeAsync(long receivedBefore, CancellationToken cancel);

    /// <summary>Forgets a profile's impressions received before a time, up to the version that whoever derives from them has stored.</summary>
    Task ForgetSeenAsync(Tx tx, string profileId, long upToVersion, long receivedBefore);
}

/// <summary>How often a profile saw a title; <paramref name="LastAt"/> is the last time of receipt.</summary>
internal sealed record SeenCount(string ProfileId, int Ordinal, int All, int Lately, long LastAt);
