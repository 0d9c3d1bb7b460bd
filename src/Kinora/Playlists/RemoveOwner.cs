using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Playlists;

/// <summary>With an account go its private and unlisted playlists. What it shared is the house's and stays, without its name.</summary>
internal sealed class RemoveOwner : IUserRemovalPart
{
    public async Task RemoveAsync(Tx tx, string? userId, IReadOnlyList<string> profileIds)
    {
        if (userId is null)
            return;
        foreach (var statement in Statements)
            await tx.ExecuteAsync(statement, new { userId });
    }

    private static readonly string[] Statements =
    [
        "delete from playlist_version where playlist_id in (select id from playlist where user_id = @userId and visibility <> 'shared')",
        "delete from playlist where user_id = @userId and visibility <> 'shared'",
        "update playlist_version set user_id = null, saved_by = null where user_id = @userId",
        "update playlist set user_id = null, created_by = null where user_id = @userId",
    ];
}
