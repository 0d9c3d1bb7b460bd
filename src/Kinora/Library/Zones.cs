using Kinora.Accounts.Contracts;

namespace Kinora.Library;

/// <summary>The time zone that a profile lives in.</summary>
internal static class Zones
{
    public static async Task<TimeZoneInfo> ZoneOfAsync(this IProfiles profiles, string profileId, CancellationToken cancel) =>
        Of((await profiles.FindAsync(profileId, cancel))?.Preferences.TimeZone);

    /// <summary>UTC for a name that this machine does not know.</summary>
    public static TimeZoneInfo Of(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
