using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Kinora.Playlists;

/// <summary>Playlists: found, read, made, changed as a whole, removed and brought back.</summary>
internal static class PlaylistRoutes
{
    /// <summary>Room for a hundred thousand ids.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    /// <summary>A new playlist, or all of one.</summary>
    internal sealed record Request
    {
        public required string Name { get; init; }

        /// <summary>Only for POST; the first of option <c>Playlists:Namespaces</c> unless told.</summary>
        public string? Namespace { get; init; }

        public string? Description { get; init; }

        /// <summary>What it is unless told: shared.</summary>
        public PlaylistVisibility? Visibility { get; init; }

        /// <summary>Title ids in order.</summary>
        public IReadOnlyList<string> Items { get; init; } = [];
    }

    /// <summary>What is written is changed.</summary>
    internal sealed record Change
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        public PlaylistVisibility? Visibility { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/playlists");
        group.MapGet("/", ListAsync).Needs(Role.Viewer);
        group.MapGet("/{id}", GetAsync).Needs(Role.Viewer);
        group.MapPost("/", CreateAsync).Needs(Role.Blessed).Idempotent().BodyUpTo(MostBytes);
        group.MapPut("/{id}", PutAsync).Needs(Role.Blessed).BodyUpTo(MostBytes);
        group.MapPatch("/{id}", PatchAsync).Needs(Role.Blessed);
        group.MapDelete("/{id}", RemoveAsync).Needs(Role.Blessed);
        group.MapPost("/{id}/restore", RestoreAsync).Needs(Role.Blessed);
    }

    private static async Task<IResult> ListAsync(
        string? q, string? @namespace, Paged page, Caller caller, PlaylistStore store, Cursors cursors, IOptions<PlaylistsOptions> options, CancellationToken cancel)
    {
        var space = PlaylistRules.Namespace(@namespace, options.Value);
        if (space.Refusal is { } refusal)
            return refusal.ToHttp();
        if (q?.Length > Playlist.LongestName)
            return new Refusal(RefusalKind.Invalid, "too-long", $"'q' takes at most {Playlist.LongestName} characters.", "q").ToHttp();
        var total = 0L;
        var found = await cursors.PageAsync<Playlist, PlaylistPlace>(
            page, caller.UserId,
            async (after, limit) =>
            {
                (var items, total) = await store.ListAsync(space.Value, string.IsNullOrWhiteSpace(q) ? null : q.Trim(), caller, after, limit, cancel);
                return items;
            },
            playlist => new PlaylistPlace(PlaylistNames.Key(playlist.Name), playlist.Id));
        return found.Then(items => items.Select(playlist => PlaylistReply.Head(playlist, caller)) with { Total = total }).ToHttp();
    }

    /// <summary>With all items, or with those of a window: <c>?from=</c> (place, from 1) and <c>?count=</c>.</summary>
    private static async Task<IResult> GetAsync(
        string id, int? from, int? count, HttpContext context, Caller caller, PlaylistStore store, ICatalogue catalogue, CancellationToken cancel)
    {
        if (from < 1 || count < 0)
            return new Refusal(RefusalKind.Invalid, "out-of-range", "Places count from 1, and a count is not below 0.", from < 1 ? "from" : "count").ToHttp();
        if (await store.FindAsync(id, caller, cancel) is not { } playlist)
            return PlaylistStore.NotFound.ToHttp();
        context.Response.Headers.ETag = ETags.Of(playlist.Version);
        return Results.Json(PlaylistReply.Of(playlist, caller, catalogue.Current, from ?? 1, count ?? int.MaxValue));
    }

    private static async Task<IResult> CreateAsync(
        Request request, HttpContext context, Caller caller, NewPlaylist playlists, ICatalogue catalogue, CancellationToken cancel)
    {
        var made = await playlists.MakeAsync(request, caller, "created", forkedFrom: null, cancel);
        return PlaylistAnswers.Of(made, context, caller, catalogue.Current, StatusCodes.Status201Created);
    }

    private static async Task<IResult> PutAsync(
        string id, Request request, HttpContext context, Caller caller, PlaylistStore store, PlaylistConflicts conflicts, ICatalogue catalogue,
        CancellationToken cancel)
    {
        var (name, description) = (PlaylistRules.Name(request.Name), PlaylistRules.Description(request.Description));
        if ((name.Refusal ?? description.Refusal) is { } refusal)
            return refusal.ToHttp();
        var snapshot = catalogue.Current;
        var saved = await store.ChangeAsync(id, caller, "rewritten", now => Refuse(now, caller, request.Visibility, context.Request) is { } no ? no
            : PlaylistRules.Titles(request.Items, (IReadOnlyCollection<string>)now.Items, snapshot, caller) is { } unknown ? unknown
            : now with
            {
                Name = name.Value,
                Description = description.Value,
                Visibility = request.Visibility ?? now.Visibility,
                Items = request.Items,
            }, cancel);
        return PlaylistAnswers.Of(await conflicts.ExplainAsync(saved, id, context.Request, caller, cancel), context, caller, snapshot);
    }

    private static async Task<IResult> PatchAsync(
        string id, Change change, HttpContext context, Caller caller, PlaylistStore store, PlaylistConflicts conflicts, ICatalogue catalogue,
        CancellationToken cancel)
    {
        var (name, description) = (change.Name is null ? null : (Outcome<string>?)PlaylistRules.Name(change.Name), PlaylistRules.Description(change.Description));
        if ((name?.Refusal ?? description.Refusal) is { } refusal)
            return refusal.ToHttp();
        var saved = await store.ChangeAsync(id, caller, change.Name is null ? "described" : "renamed", now =>
            Refuse(now, caller, change.Visibility, context.Request) is { } no ? no
            : now with
            {
                Name = name?.Value ?? now.Name,
                Description = change.Description is null ? now.Description : description.Value,
                Visibility = change.Visibility ?? now.Visibility,
            }, cancel);
        return PlaylistAnswers.Of(await conflicts.ExplainAsync(saved, id, context.Request, caller, cancel), context, caller, catalogue.Current);
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, Caller caller, PlaylistStore store, TimeProvider time, CancellationToken cancel)
    {
        var removed = await store.ChangeAsync(id, caller, "removed", now => PlaylistRules.Rule(now, caller, context.Request) is { } no ? no
            : now with { DeletedAt = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancel);
        return removed.Then(_ => default(Done)).ToHttp();
    }

    /// <summary>Brings a removed playlist back, for as long as option <c>Playlists:UndoDays</c> says.</summary>
    private static async Task<IResult> RestoreAsync(string id, HttpContext context, Caller caller, PlaylistStore store, ICatalogue catalogue, CancellationToken cancel)
    {
        var back = await store.ChangeAsync(id, caller, "brought back", now => now.DeletedAt is null ? now
            : !now.MayRule(caller) ? PlaylistStore.NotFound
            : now with { DeletedAt = null }, cancel);
        return PlaylistAnswers.Of(back, context, caller, catalogue.Current);
    }

    private static Refusal? Refuse(Playlist now, Caller caller, PlaylistVisibility? visibility, HttpRequest request) =>
        visibility is { } asked && asked != now.Visibility ? PlaylistRules.Rule(now, caller, request) : PlaylistRules.Change(now, caller, request);
}
