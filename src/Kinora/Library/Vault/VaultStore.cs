using System.Text.Json.Nodes;
using Kinora.Platform.Database;

namespace Kinora.Library.Vault;

/// <summary>Sole writer of <c>vault_file</c>; <c>vault_mark</c> is also marked by <see cref="VaultMarks"/>.</summary>
internal sealed class VaultStore(Db db)
{
    /// <summary>Profiles whose files are due, those that wait longest first.</summary>
    public Task<List<string>> DueAsync(long writtenBefore, int most, CancellationToken cancel) => db.QueryAsync<string>(
        "select profile_id from vault_mark where dirty <> 0 and written_at <= @writtenBefore order by written_at limit @most", new { writtenBefore, most }, cancel);

    /// <summary>How many profiles wait to be written.</summary>
    public async Task<int> WaitingAsync(CancellationToken cancel) =>
        (int)await db.ScalarAsync<long>("select count(*) from vault_mark where dirty <> 0", null, cancel);

    /// <summary>Profiles that have files, behind one of them.</summary>
    public Task<List<VaultMark>> WrittenAsync(string after, int most, CancellationToken cancel) => db.QueryAsync<VaultMark>(
        $"select {VaultMark.Columns} from vault_mark where folder is not null and profile_id > @after order by profile_id limit @most", new { after, most }, cancel);

    /// <summary>The files of these profiles as they were written last.</summary>
    public async Task<ILookup<string, VaultKept>> StampsAsync(IReadOnlyCollection<string> profileIds, CancellationToken cancel) =>
        (await db.QueryAsync<VaultKept>(
            $"select profile_id, file, hash, size, touched from vault_file where {db.Dialect.AnyOf("profile_id", "ids")}", new { ids = db.Dialect.List(profileIds) }, cancel))
        .ToLookup(kept => kept.ProfileId!, StringComparer.Ordinal);

    public static Task<VaultMark?> MarkAsync(Session session, string profileId) => session.FirstOrDefaultAsync<VaultMark>(
        $"select {VaultMark.Columns} from vault_mark where profile_id = @profileId", new { profileId });

    public static async Task<Dictionary<VaultFile, VaultKept>> KeptAsync(Session session, string profileId) =>
        (await session.QueryAsync<VaultKept>(
            "select file, hash, body, pending, size, touched, extras from vault_file where profile_id = @profileId", new { profileId }))
        .ToDictionary(kept => VaultFiles.All.First(file => file.Word() == kept.File));

    public Task ExpectAsync(string profileId, IEnumerable<(VaultFile File, string Hash)> files, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            foreach (var (file, hash) in files)
                await tx.ExecuteAsync(Expect, new { profileId, file = file.Word(), hash });
        },
        cancel);

    /// <summary>Notes what was written; what was marked meanwhile stays to be written.</summary>
    public Task WroteAsync(string profileId, VaultMark seen, string folder, IEnumerable<VaultKept> files, long now, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            foreach (var file in files)
                await tx.ExecuteAsync(Wrote, new { profileId, file.File, file.Hash, file.Body, file.Size, file.Touched });
            await tx.ExecuteAsync(Written, new { profileId, seen.Changed, folder, now });
        },
        cancel);

    /// <summary>What cannot be written just now waits until then, and keeps nobody else waiting.</summary>
    public Task PostponeAsync(string profileId, long until, CancellationToken cancel) =>
        db.ExecuteAsync("update vault_mark set written_at = @until where profile_id = @profileId", new { profileId, until }, cancel);

    /// <summary>The members of a file that no schema knows.</summary>
    public static Task SaveExtrasAsync(Tx tx, string profileId, VaultFile file, JsonObject? extras) =>
        tx.ExecuteAsync(Extras, new { profileId, file = file.Word(), extras = extras?.ToJsonString() });

    /// <summary>That a file was looked at as it is now; it is not looked at again before it changes.</summary>
    public Task SawAsync(string profileId, VaultFile file, VaultStamp stamp, CancellationToken cancel) => db.ExecuteAsync(
        "update vault_file set size = @Size, touched = @Touched where profile_id = @profileId and file = @file",
        new { profileId, file = file.Word(), stamp.Size, stamp.Touched }, cancel);

    /// <summary>The file holds an edit that was taken in; it is written again whatever the library says.</summary>
    public Task ForgetBodyAsync(string profileId, VaultFile file, VaultStamp stamp, string hash, CancellationToken cancel) =>
        db.ExecuteAsync(TookIn, new { profileId, file = file.Word(), hash, stamp.Size, stamp.Touched }, cancel);

    public static async Task ForgetAsync(Tx tx, string profileId)
    {
        await tx.ExecuteAsync("delete from vault_file where profile_id = @profileId", new { profileId });
        await tx.ExecuteAsync("delete from vault_mark where profile_id = @profileId", new { profileId });
    }

    private const string Expect = """
        insert into vault_file (profile_id, file, pending, size, touched) values (@profileId, @file, @hash, 0, 0)
        on conflict (profile_id, file) do update set pending = excluded.pending
        """;

    private const string Wrote = """
        insert into vault_file (profile_id, file, hash, body, size, touched) values (@profileId, @File, @Hash, @Body, @Size, @Touched)
        on conflict (profile_id, file) do update set hash = excluded.hash, body = excluded.body, pending = null, size = excluded.size, touched = excluded.touched
        """;

    private const string Written = """
        update vault_mark set dirty = case when changed = @Changed then 0 else dirty end, written_at = @now, folder = @folder where profile_id = @profileId
        """;

    private const string TookIn = """
        insert into vault_file (profile_id, file, hash, size, touched) values (@profileId, @file, @hash, @Size, @Touched)
        on conflict (profile_id, file) do update set hash = excluded.hash, body = null, pending = null, size = excluded.size, touched = excluded.touched
        """;

    private const string Extras = """
        insert into vault_file (profile_id, file, size, touched, extras) values (@profileId, @file, 0, 0, @extras)
        on conflict (profile_id, file) do update set extras = excluded.extras
        """;
}

/// <summary>What of a profile is not written yet.</summary>
internal sealed record VaultMark
{
    public const string Columns = "profile_id, changed, dirty, written_at, folder";

    public required string ProfileId { get; init; }

    public required long Changed { get; init; }

    public required int Dirty { get; init; }

    public required long WrittenAt { get; init; }

    /// <summary>Null before anything was written.</summary>
    public string? Folder { get; init; }
}

/// <summary>A file as it was written last.</summary>
internal sealed record VaultKept
{
    public string? ProfileId { get; init; }

    public required string File { get; init; }

    public string? Hash { get; init; }

    /// <summary>Of what follows from the library, without the time of writing.</summary>
    public string? Body { get; init; }

    public string? Pending { get; init; }

    public required long Size { get; init; }

    public required long Touched { get; init; }

    public string? Extras { get; init; }

    public JsonObject? ExtrasNode => Extras is null ? null : JsonNode.Parse(Extras)!.AsObject();

    public bool IsOurs(string hash) => hash == Hash || hash == Pending;
}
