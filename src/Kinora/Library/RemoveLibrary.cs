using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Library;

/// <summary>A library goes with its profile.</summary>
internal sealed class RemoveLibrary : IUserRemovalPart
{
    private static readonly string[] Tables = ["watch_state", "watch_tag", "play", "visit", "library_choice", "queue_item", "queue_member", "queue", "queue_word"];

    public async Task RemoveAsync(Tx tx, string? userId, IReadOnlyList<string> profileIds)
    {
        var profiles = tx.Dialect.List(profileIds);
        foreach (var table in Tables)
            await tx.ExecuteAsync($"delete from {table} where {tx.Dialect.AnyOf("profile_id", "profiles")}", new { profiles });
        if (userId is not null)
            await tx.ExecuteAsync("delete from queue_member where user_id = @userId", new { userId });
    }
}
