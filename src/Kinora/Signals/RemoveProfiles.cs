using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Signals;

/// <summary>What was recorded of an account goes with it.</summary>
internal sealed class RemoveProfiles : IUserRemovalPart
{
    private static readonly string[] Tables = ["signal", "profile_version", "rating", "hide", "follow", "report"];

    public async Task RemoveAsync(Tx tx, string? userId, IReadOnlyList<string> profileIds)
    {
        var profiles = tx.Dialect.List(profileIds);
        foreach (var table in Tables)
            await tx.ExecuteAsync($"delete from {table} where {tx.Dialect.AnyOf("profile_id", "profiles")}", new { profiles });
    }
}
