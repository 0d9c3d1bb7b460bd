using Kinora.Platform;

namespace Kinora.Accounts;

/// <summary>What a profile may be called, look like and let through.</summary>
internal static class ProfileRules
{
    /// <summary>So many profiles a user may have.</summary>
    public const int Most = 5;

    /// <summary>What a kids profile may see unless somebody says otherwise: an age.</summary>
    public const int KidsCeiling = 7;

    private const int LongestName = 40;

    public static Refusal NoSuchAvatar { get; } = new(
        RefusalKind.NotFound, "avatar-not-found", "There is no such picture. Take one of /api/catalog/avatars.");

    public static Refusal Full { get; } = new(
        RefusalKind.Conflict, "profile-limit", "You have five profiles, which is the most. Remove one first.");

    public static Refusal Last { get; } = new(
        RefusalKind.Conflict, "profile-last", "This is your last profile. Make another one first.");

    public static Refusal Kids { get; } = new(
        RefusalKind.Forbidden, "kids-profile", "A kids profile cannot change the account or its profiles. Choose another profile first.");

    /// <summary>What is null is not looked at.</summary>
    public static Refusal? Check(string? name, string? avatar, int? ceiling) => name switch
    {
        not null when name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl) =>
            new Refusal(RefusalKind.Invalid, "profile-name-invalid", "A profile's name has 1 to 40 characters on one line.", "name"),
        _ when avatar is not null && !Avatars.Has(avatar) => NoSuchAvatar with { Kind = RefusalKind.Invalid, Field = "avatar" },
        _ when ceiling is { } age => PreferenceRules.Check(new() { MaturityCeiling = age }),
        _ => null,
    };
}
