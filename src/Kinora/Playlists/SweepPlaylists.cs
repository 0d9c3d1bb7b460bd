using Kinora.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Kinora.Playlists;

/// <summary>Daily: forgets playlists that were removed longer ago than they can be brought back.</summary>
internal sealed class SweepPlaylists(PlaylistStore store, TimeProvider time, IOptions<PlaylistsOptions> options) : IJob<SweepPlaylists.Args>
{
    internal sealed record Args;

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel) =>
        await store.SweepAsync(time.GetUtcNow().AddDays(-options.Value.UndoDays).ToUnixTimeMilliseconds(), cancel);
}
