using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Accounts.Contracts;

/// <summary>Who is watching. Signals, states and recommendations belong to profiles.</summary>
internal interface IProfiles
{
    Task<Profile?> FindAsync(string profileId, CancellationToken cancel);

    /// <summary>As the caller's transaction sees it; null for a profile that is gone.</summary>
    Task<Profile?> FindAsync(Session session, string profileId);

    /// <summary>Those that exist among the given ones, by id.</summary>
    Task<Dictionary<string, Profile>> FindManyAsync(IReadOnlyCollection<string> profileIds, CancellationToken cancel);

    /// <summary>The profiles of one user, the oldest first: a household.</summary>
    Task<List<Profile>> OfUserAsync(string userId, CancellationToken cancel);

    /// <summary>The profiles of the user that this profile belongs to, itself among them.</summary>
    Task<List<Profile>> HouseholdAsync(string profileId, CancellationToken cancel);

    /// <summary>The profiles that agreed to count in others' trends and models; kids profiles never do.</summary>
    Task<List<string>> SharingAsync(CancellationToken cancel);

    /// <summary>Reads, changes and writes a profile's preferences in one step. Refused: <c>profile-not-found</c> and the rules of preferences.</summary>
    Task<Outcome<Preferences>> ChangePreferencesAsync(string profileId, Func<Preferences, Preferences> change, CancellationToken cancel);

    /// <summary>
    /// Makes a profile of this user, or changes how the named one looks. Refused: <c>profile-not-found</c>, <c>profile-limit</c> and the rules of profiles.
    /// </summary>
    Task<Outcome<Profile>> PutAsync(string userId, string? profileId, ProfileLook look, CancellationToken cancel);
}

/// <summary>How a profile shows itself; what is null stays, or is chosen.</summary>
internal sealed record ProfileLook(string? Name, string? Avatar, bool? Kids, int? MaturityCeiling);

/// <summary>Told within the transaction that changes a profile or its preferences.</summary>
internal interface IProfileObserver
{
    Task ChangedAsync(Tx tx, string profileId);
}

internal sealed record Profile
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>Key of a picture of <c>/api/catalog/avatars</c>.</summary>
    public required string Avatar { get; init; }

    public required bool Kids { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Preferences Preferences { get; init; }
}
