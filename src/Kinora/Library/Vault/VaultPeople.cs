using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;

namespace Kinora.Library.Vault;

/// <summary>Whose files they are.</summary>
internal sealed record VaultPerson(UserInfo User, Profile Profile, VaultFolder Folder)
{
    /// <summary>Acts as the person themselves does, and no more.</summary>
    public Caller Caller => new(
        User.Id, User.Name, Role.Viewer, Profile.Id, Profile.Preferences.MaturityCeiling, Profile.Kids, Analyst: false, ByCookie: false);

    public bool IsDefault => Profile.Id == User.DefaultProfileId;
}

/// <summary>Finds people by profile and by folder.</summary>
internal sealed class VaultPeople(IProfiles profiles, IUsers users, DataFolder data)
{
    public string Root => VaultFolder.RootOf(data);

    /// <summary>Null where the profile is gone.</summary>
    public async Task<VaultPerson?> FindAsync(string profileId, CancellationToken cancel) =>
        await profiles.FindAsync(profileId, cancel) is { } profile && await users.FindByIdAsync(profile.UserId, cancel) is { } user ? Of(user, profile) : null;

    public VaultPerson Of(UserInfo user, Profile profile) =>
        new(user, profile, VaultFolder.Of(Root, user.Name, profile.Id == user.DefaultProfileId ? null : profile.Id));

    /// <summary>Everybody, or one user, by name; each user's default profile first.</summary>
    public async IAsyncEnumerable<VaultPerson> AllAsync(string? name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var all = name is null ? await users.ListAsync(cancel) : await users.FindAsync(name, cancel) is { } one ? [one] : [];
        foreach (var user in all)
        {
            foreach (var profile in (await profiles.OfUserAsync(user.Id, cancel)).OrderBy(profile => profile.Id != user.DefaultProfileId))
                yield return Of(user, profile);
        }
    }
}
