using Kinora.Accounts.Contracts;

namespace Kinora.Library.Vault;

/// <summary>Preferences as a file says them; what it does not say stays. Pure.</summary>
internal static class VaultPreferencesOf
{
    public static Preferences Apply(Preferences before, VaultPreferences? said, VaultTastes? tastes) => before with
    {
        DefaultPlaybackSpeed = said?.DefaultPlaybackSpeed ?? before.DefaultPlaybackSpeed,
        AutoMarkCompletedThreshold = said?.AutoMarkCompletedThreshold ?? before.AutoMarkCompletedThreshold,
        DailyLearningGoalMinutes = said?.DailyLearningGoalMinutes ?? before.DailyLearningGoalMinutes,
        PriorityTopics = said?.PriorityTopics ?? before.PriorityTopics,
        TimeZone = said?.TimeZone ?? before.TimeZone,
        NotificationsEnabled = said?.NotificationsEnabled ?? before.NotificationsEnabled,
        GenresLiked = tastes?.GenresLiked ?? before.GenresLiked,
        GenresAvoided = tastes?.GenresAvoided ?? before.GenresAvoided,
        PreferredLanguage = tastes is null ? before.PreferredLanguage : tastes.PreferredLanguage,
        MaturityCeiling = tastes?.MaturityCeiling ?? before.MaturityCeiling,
        ShareEngagement = tastes?.ShareEngagement ?? before.ShareEngagement,
        ShareInHousehold = tastes?.ShareInHousehold ?? before.ShareInHousehold,
        Dials = tastes?.Dials is { } dials ? before.Dials with { Mode = dials.Mode } : before.Dials,
    };
}
