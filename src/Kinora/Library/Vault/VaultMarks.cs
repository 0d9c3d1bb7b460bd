using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;

namespace Kinora.Library.Vault;

/// <summary>Marks what of a profile is not in its files yet, in the transaction that changes it: what was acknowledged is written, whatever dies.</summary>
internal static class VaultMarks
{
    public static Task MarkAsync(Tx tx, string profileId, VaultParts parts) => tx.ExecuteAsync(Mark, new { profileId, parts = (int)parts });

    private const string Mark = """
        insert into vault_mark (profile_id, changed, dirty, written_at) values (@profileId, 1, @parts, 0)
        on conflict (profile_id) do update set changed = vault_mark.changed + 1, dirty = vault_mark.dirty | excluded.dirty
        """;
}

/// <summary>Preferences stand in <c>profile.json</c>, and figures follow from them.</summary>
internal sealed class MarkProfile : IProfileObserver
{
    public Task ChangedAsync(Tx tx, string profileId) => VaultMarks.MarkAsync(tx, profileId, VaultParts.Profile);
}
