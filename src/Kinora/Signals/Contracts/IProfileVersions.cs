using Kinora.Platform.Database;

namespace Kinora.Signals.Contracts;

/// <summary>
/// A number per profile that everything moves which may change what the profile is shown next: signals, pages, dials, preferences. Moving
/// it holds the profile's row until the transaction ends, so writers of one profile stand in a line.
/// </summary>
internal interface IProfileVersions
{
    /// <summary>Zero for a profile that nothing has happened to.</summary>
    Task<long> CurrentAsync(string profileId, CancellationToken cancel);

    /// <summary>The same, as the session sees it.</summary>
    Task<long> CurrentAsync(Session session, string profileId);

    /// <summary>The current version, which nobody else moves until the transaction ends. A profile that nothing has happened to can't be held.</summary>
    Task<long> HoldAsync(Tx tx, string profileId);

    /// <summary>Moves on by one and gives the new version.</summary>
    Task<long> MoveAsync(Tx tx, string profileId);

    /// <summary>Moves on by one if the version still is <paramref name="expected"/>; otherwise nothing happens and it says false.</summary>
    Task<bool> TryMoveAsync(Tx tx, string profileId, long expected);
}
