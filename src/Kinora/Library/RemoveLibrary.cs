using Kinora.Accounts.Contracts;
using Kinora.Library.Vault;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Library;

/// <summary>A library goes with its profile.</summary>
internal sealed class RemoveLibrary(IJobs jobs) : IUserRemovalPart
{
    private static readonly string[] Tables =
    [
        "watch_state", "watch_tag", "play", "note", "visit", "library_choice", "queue_item", "queue_member", "queue", "queue_word", "vault_file", "vault_mark",
        "library_import", "library_import_title",
    ];

    public async Task RemoveAsync(Tx tx, string? userId, IReadOnlyList<string> profileIds)
    {
        var profiles = tx.Dialect.List(profileIds);
        var folders = await tx.QueryAsync<string>(
            $"select folder from vault_mark where folder is not null and {tx.Dialect.AnyOf("profile_id", "profiles")}", new { profiles });
        if (folders.Count > 0)
            await jobs.AddAsync<VaultRemoval>(tx, new VaultRemoval.Args(folders));
        foreach (var table in Tables)
            await tx.ExecuteAsync($"delete from {table} where {tx.Dialect.AnyOf("profile_id", "profiles")}", new { profiles });
        if (userId is not null)
            await tx.ExecuteAsync("delete from queue_member where user_id = @userId", new { userId });
    }
}
