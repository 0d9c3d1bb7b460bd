using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Discovery.Profiles;

/// <summary>Pages and states of an account go with it.</summary>
internal sealed class RemoveStates : IUserRemovalPart
{
    private static readonly string[] Tables = ["feed_page", "feed_session", "feed_reset", "profile_state", "taste_correction", "experiment_person"];

    public async Task RemoveAsync(Tx tx, string? userId, IReadOnlyList<string> profileIds)
    {
        var profiles = tx.Dialect.List(profileIds);
        foreach (var table in Tables)
            await tx.ExecuteAsync($"delete from {table} where {tx.Dialect.AnyOf("profile_id", "profiles")}", new { profiles });
    }
}
