using System.Data.Common;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Security;

namespace Kinora.Playlists;

/// <summary>The only writer of <c>playlist</c> and <c>playlist_version</c>. Changes of one playlist are made one after the other.</summary>
internal sealed class PlaylistStore(Db db, TimeProvider time)
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "playlist-not-found", "There is no such playlist.");

    /// <summary>The playlist with its items, where the caller may look at it.</summary>
    public async Task<Playlist?> FindAsync(string id, Caller caller, CancellationToken cancel) =>
        await db.ReadAsync(session => ReadAsync(session, id), cancel) is { DeletedAt: null } found && found.IsVisibleTo(caller) ? found : null;

    /// <summary>Version 1 of a new playlist. Refused: <c>playlist-name-taken</c>.</summary>
    public async Task<Outcome<Playlist>> CreateAsync(Playlist playlist, Caller caller, string change, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var made = playlist with { Version = 1, Size = playlist.Items.Count, CreatedAt = now, UpdatedAt = now, UpdatedBy = caller.UserName };
        try
        {
            await db.TransactAsync(
                async tx =>
                {
                    await tx.ExecuteAsync(PlaylistSql.Insert, Row(made));
                    await SaveVersionAsync(tx, made, caller, change);
                },
                cancel);
            return made;
        }
        catch (DbException fault) when (db.Dialect.IsUniqueViolation(fault))
        {
            return await TakenAsync(made, cancel);
        }
    }

    /// <summary>
    /// Saves what <paramref name="decide"/> makes of the playlist as its next version; where it returns the same object, nothing is written.
    /// Refused: <c>playlist-not-found</c>, <c>playlist-name-taken</c>, and whatever it refuses.
    /// </summary>
    public async Task<Outcome<Playlist>> ChangeAsync(
        string id, Caller caller, string change, Func<Playlist, Outcome<Playlist>> decide, CancellationToken cancel)
    {
        Playlist? tried = null;
        try
        {
            return await db.TransactAsync<Outcome<Playlist>>(
                async tx =>
                {
                    await tx.LockAsync($"playlist:{id}");
                    if (await ReadAsync(tx, id) is not { } now || !now.IsVisibleTo(caller))
                        return NotFound;
                    var decided = decide(now);
                    if (decided.Refusal is not null || ReferenceEquals(decided.Value, now))
                        return decided;
                    tried = decided.Value with
                    {
                        Version = now.Version + 1,
                        Size = decided.Value.Items.Count,
                        UpdatedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
                        UpdatedBy = caller.UserName,
                    };
                    await tx.ExecuteAsync(PlaylistSql.Update, Row(tried));
                    await SaveVersionAsync(tx, tried, caller, change);
                    return tried;
                },
                cancel);
        }
        catch (DbException fault) when (tried is not null && db.Dialect.IsUniqueViolation(fault))
        {
            return await TakenAsync(tried, cancel);
        }
    }

    /// <summary>A page of those that the caller finds in a namespace, by name, without items; and how many there are.</summary>
    public Task<(List<Playlist> Items, long Total)> ListAsync(
        string space, string? text, string? whose, Caller caller, PlaylistPlace? after, int limit, CancellationToken cancel)
    {
        var args = new
        {
            space,
            me = caller.UserId,
            whose = whose ?? "all",
            like = text is null ? null : $"%{Escape(PlaylistNames.Key(text))}%",
            name = after?.Name ?? "",
            id = after?.Id ?? "",
            limit,
        };
        return db.ReadAsync(
            async session => (
                (await session.QueryAsync<PlaylistRow>(PlaylistSql.Page, args)).ConvertAll(row => row.ToPlaylist()),
                await session.ScalarAsync<long>(PlaylistSql.Count, args)),
            cancel);
    }

    /// <summary>The versions that are kept, newest first, without items.</summary>
    public Task<List<PlaylistVersion>> VersionsAsync(string id, CancellationToken cancel) =>
        db.QueryAsync<PlaylistVersion>(PlaylistSql.Versions, new { id }, cancel);

    /// <summary>The items of one version; null where it is not kept.</summary>
    public async Task<IReadOnlyList<string>?> ItemsAsync(string id, long version, CancellationToken cancel) =>
        await db.FirstOrDefaultAsync<string>(PlaylistSql.ItemsOf, new { id, version }, cancel) is { } items ? PlaylistRow.Split(items) : null;

    /// <summary>Removes for good what was removed before <paramref name="before"/> (Unix ms).</summary>
    public Task<int> SweepAsync(long before, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            await tx.ExecuteAsync(PlaylistSql.SweepVersions, new { before });
            return await tx.ExecuteAsync(PlaylistSql.Sweep, new { before });
        },
        cancel);

    private static async Task<Playlist?> ReadAsync(Session session, string id) =>
        (await session.FirstOrDefaultAsync<PlaylistRow>(PlaylistSql.Find, new { id }))?.ToPlaylist();

    private async Task<Refusal> TakenAsync(Playlist playlist, CancellationToken cancel)
    {
        // Names are unique beyond what one may see.
        using var acting = Acting.As(Actor.System);
        var key = PlaylistNames.Key(playlist.Name);
        var taken = await db.QueryAsync<string>(PlaylistSql.Keys, new { space = playlist.Namespace, id = playlist.Id, like = $"{Escape(key)}%" }, cancel);
        var free = PlaylistNames.Free(playlist.Name, taken.Append(key).ToHashSet(StringComparer.Ordinal));
        return new Refusal(RefusalKind.Conflict, "playlist-name-taken", $"There is a playlist of this name already. '{free}' is free.", "name")
        {
            More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["suggestion"] = free },
        };
    }

    private static async Task SaveVersionAsync(Tx tx, Playlist playlist, Caller caller, string change)
    {
        await tx.ExecuteAsync(PlaylistSql.InsertVersion, new
        {
            playlist.Id,
            playlist.Version,
            playlist.Name,
            items = string.Join('\n', playlist.Items),
            playlist.Size,
            change,
            at = playlist.UpdatedAt,
            userId = caller.UserId,
            by = caller.UserName,
        });
        var kept = await tx.QueryAsync<PlaylistVersion>(PlaylistSql.Versions, new { id = playlist.Id });
        if (PlaylistVersion.OldestKept(kept) is { } oldest)
            await tx.ExecuteAsync(PlaylistSql.DropVersions, new { id = playlist.Id, oldest });
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static object Row(Playlist playlist) => new
    {
        playlist.Id,
        playlist.Namespace,
        playlist.Name,
        key = PlaylistNames.Key(playlist.Name),
        playlist.Description,
        visibility = WordConverter.Of(playlist.Visibility.ToString()),
        playlist.OwnerId,
        playlist.CreatedBy,
        playlist.ForkedFrom,
        playlist.Version,
        playlist.Size,
        playlist.CreatedAt,
        playlist.UpdatedAt,
        playlist.DeletedAt,
    };
}
