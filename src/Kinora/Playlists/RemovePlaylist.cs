using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Playlists;

/// <summary>Removes a playlist, and brings it back for as long as option <c>Playlists:UndoDays</c> says.</summary>
internal sealed class RemovePlaylist(PlaylistStore store, TimeProvider time)
{
    public async Task<Outcome<Done>> RemoveAsync(string id, Caller caller, HttpRequest request, CancellationToken cancel)
    {
        var removed = await store.ChangeAsync(id, caller, "removed", now => PlaylistRules.Rule(now, caller, request) is { } no ? no
            : now with { DeletedAt = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancel);
        return removed.Then(_ => default(Done));
    }

    public Task<Outcome<Playlist>> RestoreAsync(string id, Caller caller, CancellationToken cancel) =>
        store.ChangeAsync(id, caller, "brought back", now => now.DeletedAt is null ? now
            : !now.MayRule(caller) ? PlaylistStore.NotFound
            : now with { DeletedAt = null }, cancel);
}
