using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Playlists;

/// <summary>Changes of a playlist's items by places, which count from 1, and the merge of two editors' lists.</summary>
internal static class PlaylistItemRoutes
{
    internal sealed record AddRequest
    {
        /// <summary>Title ids.</summary>
        public required IReadOnlyList<string> Items { get; init; }

        /// <summary>The place that the first of them will have; at the end where missing.</summary>
        public int? At { get; init; }
    }

    internal sealed record MoveRequest
    {
        public required int From { get; init; }

        public int Count { get; init; } = 1;

        /// <summary>The place that the first of them has afterwards.</summary>
        public required int To { get; init; }
    }

    internal sealed record MergeRequest
    {
        /// <summary>The version that the caller's list was made from.</summary>
        public required long BaseVersion { get; init; }

        public required IReadOnlyList<string> Items { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/playlists/{id}").Needs(Role.Blessed);
        group.MapPost("/items", AddAsync).Idempotent().BodyUpTo(PlaylistRoutes.MostBytes);
        group.MapDelete("/items", RemoveAsync);
        group.MapPost("/move", MoveAsync);
        group.MapPost("/merge", MergeAsync).BodyUpTo(PlaylistRoutes.MostBytes);
    }

    private static Task<IResult> AddAsync(
        string id, AddRequest request, HttpContext context, Caller caller, PlaylistStore store, PlaylistConflicts conflicts, ICatalogue catalogue,
        CancellationToken cancel) => ChangeAsync(
        id, $"{Count(request.Items.Count)} added", context, caller, store, conflicts, catalogue,
        now => PlaylistRules.Titles(request.Items, [], catalogue.Current, caller) is { } unknown ? unknown : PlaylistEdits.Add(now.Items, request.Items, request.At), cancel);

    private static Task<IResult> RemoveAsync(
        string id, int from, int? count, HttpContext context, Caller caller, PlaylistStore store, PlaylistConflicts conflicts, ICatalogue catalogue,
        CancellationToken cancel) => ChangeAsync(
        id, $"{Count(count ?? 1)} removed", context, caller, store, conflicts, catalogue, now => PlaylistEdits.Remove(now.Items, from, count ?? 1), cancel);

    private static Task<IResult> MoveAsync(
        string id, MoveRequest request, HttpContext context, Caller caller, PlaylistStore store, PlaylistConflicts conflicts, ICatalogue catalogue,
        CancellationToken cancel) => ChangeAsync(
        id, $"{Count(request.Count)} moved", context, caller, store, conflicts, catalogue,
        now => PlaylistEdits.Move(now.Items, request.From, request.Count, request.To), cancel);

    /// <summary>Puts the caller's list together with what others saved since <c>base_version</c>; <c>order_lost</c> says that theirs won.</summary>
    private static async Task<IResult> MergeAsync(
        string id, MergeRequest request, HttpContext context, Caller caller, PlaylistStore store, PlaylistConflicts conflicts, ICatalogue catalogue,
        CancellationToken cancel)
    {
        if (await store.FindAsync(id, caller, cancel) is null)
            return PlaylistStore.NotFound.ToHttp();
        if (await store.ItemsAsync(id, request.BaseVersion, cancel) is not { } ancestor)
            return new Refusal(RefusalKind.Invalid, "version-not-kept", "This version is not kept any more: read the playlist and repeat the change.", "base_version").ToHttp();
        return await ChangeAsync(
            id, "merged", context, caller, store, conflicts, catalogue,
            now =>
            {
                if (PlaylistRules.Titles(request.Items, [.. now.Items, .. ancestor], catalogue.Current, caller) is { } unknown)
                    return unknown;
                var merged = PlaylistMerge.Make(ancestor, request.Items, now.Items);
                context.Response.Headers["X-Order-Lost"] = merged.OrderLost ? "true" : "false";
                return merged.Items.Count > Playlist.MostItems ? PlaylistEdits.TooMany : (Outcome<IReadOnlyList<string>>)merged.Items.ToList();
            },
            cancel);
    }

    private static async Task<IResult> ChangeAsync(
        string id, string change, HttpContext context, Caller caller, PlaylistStore store, PlaylistConflicts conflicts, ICatalogue catalogue,
        Func<Playlist, Outcome<IReadOnlyList<string>>> edit, CancellationToken cancel)
    {
        var saved = await store.ChangeAsync(id, caller, change, now => PlaylistRules.Change(now, caller, context.Request) is { } no ? no
            : edit(now).Then(items => now with { Items = items }), cancel);
        return PlaylistAnswers.Of(await conflicts.ExplainAsync(saved, id, context.Request, caller, cancel), context, caller, catalogue.Current);
    }

    private static string Count(int count) => count == 1 ? "1 title" : $"{count.ToString(CultureInfo.InvariantCulture)} titles";
}
