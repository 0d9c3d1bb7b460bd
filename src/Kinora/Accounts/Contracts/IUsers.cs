using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Security;

namespace Kinora.Accounts.Contracts;

/// <summary>The accounts of this installation. Names are compared without regard to case.</summary>
internal interface IUsers
{
    Task<UserInfo?> FindAsync(string name, CancellationToken cancel);

    Task<UserInfo?> FindByIdAsync(string id, CancellationToken cancel);

    /// <summary>All accounts by name.</summary>
    Task<List<UserInfo>> ListAsync(CancellationToken cancel);

    /// <summary>A new account with its default profile. Refused: <c>user-name-invalid</c>, <c>user-name-taken</c>, <c>email-invalid</c>.</summary>
    Task<Outcome<UserInfo>> AddAsync(NewUser user, CancellationToken cancel);

    /// <summary>Takes effect with the user's next request. Refused: <c>user-not-found</c>, <c>last-admin</c>, <c>email-invalid</c>.</summary>
    Task<Outcome<UserInfo>> ChangeAsync(string name, UserChange change, CancellationToken cancel);

    /// <summary>Removes the account, its profiles, sessions and tokens. Refused: <c>user-not-found</c>, <c>last-admin</c>.</summary>
    Task<Outcome<Done>> RemoveAsync(string name, CancellationToken cancel);
}

internal sealed record UserInfo
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    /// <summary>The flag that opens insights.</summary>
    public required bool Analyst { get; init; }

    /// <summary>Where codes go; null where nobody said.</summary>
    public string? Email { get; init; }

    public required string DefaultProfileId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the account was last used, to within ten minutes; null where never.</summary>
    public required DateTimeOffset? SeenAt { get; init; }
}

/// <summary>An account to be made.</summary>
/// <param name="Name">1–32 of letters, digits, <c>_</c> and <c>-</c>.</param>
/// <param name="ShareEngagement">Whether others' trends may count the default profile; people choose it themselves.</param>
/// <param name="TimeZone">IANA name of the default profile's zone.</param>
/// <param name="Email">Where one-time codes go.</param>
internal sealed record NewUser(
    string Name, Role Role = Role.Viewer, bool ShareEngagement = false, string TimeZone = "UTC", string? Email = null);

/// <summary>What is null stays.</summary>
/// <param name="Email">Empty removes the address.</param>
internal sealed record UserChange(Role? Role = null, bool? Analyst = null, string? Email = null);

/// <summary>Told within the transaction that removes an account or one of its profiles, so that a module's rows about them go too.</summary>
internal interface IUserRemovalPart
{
    /// <summary>Deletes what stands under these profiles and this account.</summary>
    /// <param name="userId">The account that goes; null where only the profiles go and the account stays.</param>
    Task RemoveAsync(Tx tx, string? userId, IReadOnlyList<string> profileIds);
}
