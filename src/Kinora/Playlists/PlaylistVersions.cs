using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Playlists;

/// <summary>What a playlist was before, and the way back to it; and copies.</summary>
internal static class PlaylistVersions
{
    internal sealed record Response(long Version, string Name, long Size, string Change, DateTimeOffset SavedAt, string? SavedBy);

    /// <summary>The name of a copy; a free one is made up where missing.</summary>
    internal sealed record ForkRequest(string? Name = null);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/playlists/{id}");
        group.MapGet("/versions", ListAsync).Needs(Role.Blessed);
        group.MapPost("/versions/{version}/restore", RestoreAsync).Needs(Role.Blessed);
        group.MapPost("/fork", ForkAsync).Needs(Role.Blessed).Idempotent();
    }

    private static async Task<IResult> ListAsync(string id, Caller caller, PlaylistStore store, CancellationToken cancel)
    {
        if (await store.FindAsync(id, caller, cancel) is null)
            return PlaylistStore.NotFound.ToHttp();
        var versions = (await store.VersionsAsync(id, cancel)).ConvertAll(one => new Response(
            one.Version, one.Name, one.Size, one.Change, DateTimeOffset.FromUnixTimeMilliseconds(one.SavedAt), one.SavedBy));
        return Results.Json(new Page<Response>(versions, null, versions.Count));
    }

    /// <summary>Makes the items of an older version the newest; nothing in between is lost.</summary>
    private static async Task<IResult> RestoreAsync(
        string id, string version, HttpContext context, Caller caller, PlaylistStore store, PlaylistConflicts conflicts, ICatalogue catalogue, CancellationToken cancel)
    {
        if (await store.FindAsync(id, caller, cancel) is null)
            return PlaylistStore.NotFound.ToHttp();
        if (!long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || await store.ItemsAsync(id, number, cancel) is not { } items)
            return new Refusal(RefusalKind.NotFound, "version-not-kept", "This version is not kept.").ToHttp();
        var saved = await store.ChangeAsync(id, caller, string.Create(CultureInfo.InvariantCulture, $"version {number} restored"), now => PlaylistRules.Change(now, caller, context.Request) is { } no ? no
            : now with { Items = items }, cancel);
        return PlaylistAnswers.Of(await conflicts.ExplainAsync(saved, id, context.Request, caller, cancel), context, caller, catalogue.Current);
    }

    private static async Task<IResult> ForkAsync(
        string id, ForkRequest request, HttpContext context, Caller caller, NewPlaylist playlists, ICatalogue catalogue, CancellationToken cancel)
    {
        var made = await playlists.CopyAsync(id, request.Name, caller, cancel);
        return PlaylistAnswers.Of(made, context, caller, catalogue.Current, StatusCodes.Status201Created);
    }
}
