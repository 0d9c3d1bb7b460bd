using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>Sole writer of <c>profile_version</c>.</summary>
internal sealed class ProfileVersions(Db db) : IProfileVersions
{
    public async Task<long> CurrentAsync(string profileId, CancellationToken cancel) =>
        await db.ScalarAsync<long>(Current, new { profileId }, cancel);

    public Task<long> CurrentAsync(Session session, string profileId) => session.ScalarAsync<long>(Current, new { profileId });

    public Task<long> HoldAsync(Tx tx, string profileId) =>
        tx.ScalarAsync<long>(tx.Dialect is SqliteDialect ? Current : $"{Current} for update", new { profileId });

    public Task<long> MoveAsync(Tx tx, string profileId) => tx.ScalarAsync<long>(Move, new { profileId });

    public async Task<bool> TryMoveAsync(Tx tx, string profileId, long expected) =>
        await tx.ExecuteAsync(expected == 0 ? First : Next, new { profileId, expected }) == 1;

    private const string Current = "select version from profile_version where profile_id = @profileId";

    private const string Move = """
        insert into profile_version (profile_id, version) values (@profileId, 1)
        on conflict (profile_id) do update set version = profile_version.version + 1
        returning version
        """;

    private const string First = "insert into profile_version (profile_id, version) values (@profileId, 1) on conflict do nothing";

    private const string Next =
        "update profile_version set version = version + 1 where profile_id = @profileId and version = @expected";
}
