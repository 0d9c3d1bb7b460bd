using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Playlists;

/// <summary>What a change is answered with: the playlist as it is now, without the items of long ones, and its version as ETag.</summary>
internal static class PlaylistAnswers
{
    private const int MostShown = 1_000;

    public static IResult Of(Outcome<Playlist> changed, HttpContext context, Caller caller, CatalogueSnapshot snapshot, int status = StatusCodes.Status200OK)
    {
        if (changed.Refusal is { } refusal)
            return refusal.ToHttp();
        context.Response.Headers.ETag = ETags.Of(changed.Value.Version);
        return Results.Json(PlaylistReply.Of(changed.Value, caller, snapshot, 1, MostShown), statusCode: status);
    }
}

/// <summary>Says to whoever comes second what changed since the version that they had read, so that they may merge.</summary>
internal sealed class PlaylistConflicts(PlaylistStore store, ICatalogue catalogue)
{
    private const int MostNamed = 20;

    /// <summary>What became of a list since a version: at most twenty titles each way.</summary>
    internal sealed record Since(long Version, string? By, DateTimeOffset At, IReadOnlyList<PlaylistItem> Added, IReadOnlyList<PlaylistItem> Removed, bool Moved);

    public async Task<Outcome<Playlist>> ExplainAsync(
        Outcome<Playlist> changed, string id, HttpRequest request, Caller caller, CancellationToken cancel)
    {
        if (changed.Refusal is not { Kind: RefusalKind.Stale } stale || await store.FindAsync(id, caller, cancel) is not { } now)
            return changed;
        var more = new Dictionary<string, object?>(stale.More ?? new Dictionary<string, object?>(), StringComparer.Ordinal);
        if (long.TryParse(request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && await store.ItemsAsync(id, version, cancel) is { } then)
        {
            var (diff, snapshot) = (PlaylistDiff.Between(then, now.Items), catalogue.Current);
            more["changed"] = new Since(
                now.Version, now.UpdatedBy, DateTimeOffset.FromUnixTimeMilliseconds(now.UpdatedAt), Named(diff.Added), Named(diff.Removed), diff.Moved);

            List<PlaylistItem> Named(IReadOnlyList<string> ids) => [.. ids.Take(MostNamed).Select(title => PlaylistItem.Find(title, snapshot, caller, out _))];
        }

        return stale with
        {
            Detail = $"{now.UpdatedBy ?? "Somebody"} changed it since you read it: read it again and repeat your change, or merge your list into theirs.",
            More = more,
        };
    }
}
