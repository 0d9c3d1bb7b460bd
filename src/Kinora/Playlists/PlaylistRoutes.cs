using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Playlists.Marathons;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Playlists;

/// <summary>Playlists: found, read, made, changed as a whole, removed and brought back.</summary>
internal static class PlaylistRoutes
{
    /// <summary>Room for a hundred thousand ids.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    /// <summary>A new playlist, or all of one.</summary>
    internal record Request
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

    /// <summary>A new playlist, of items or made as a marathon.</summary>
    internal sealed record CreateRequest : Request
    {
        /// <summary>In place of items: what the preview shows for the same words is saved, and the version's note says how it was made.</summary>
        public MarathonRequest? Marathon { get; init; }
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
        string? q, string? @namespace, string? whose, Paged page, Caller caller, ListPlaylists lists, CancellationToken cancel)
    {
        var found = await lists.RunAsync(new ListPlaylists.Question(q, @namespace, whose), page, caller, cancel);
        return found.Then(playlists => playlists.Select(playlist => PlaylistReply.Head(playlist, caller))).ToHttp();
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
        CreateRequest request, HttpContext context, Caller caller, NewPlaylist playlists, ICatalogue catalogue, CancellationToken cancel)
    {
        var made = request.Marathon is { } marathon
            ? await playlists.MakeAsync(request, marathon, caller, cancel)
            : await playlists.MakeAsync(request, caller, "created", cancel);
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

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, Caller caller, RemovePlaylist removal, CancellationToken cancel) =>
        (await removal.RemoveAsync(id, caller, context.Request, cancel)).ToHttp();

    /// <summary>Brings a removed playlist back, for as long as option <c>Playlists:UndoDays</c> says.</summary>
    private static async Task<IResult> RestoreAsync(
        string id, HttpContext context, Caller caller, RemovePlaylist removal, ICatalogue catalogue, CancellationToken cancel) =>
        PlaylistAnswers.Of(await removal.RestoreAsync(id, caller, cancel), context, caller, catalogue.Current);

    private static Refusal? Refuse(Playlist now, Caller caller, PlaylistVisibility? visibility, HttpRequest request) =>
        visibility is { } asked && asked != now.Visibility ? PlaylistRules.Rule(now, caller, request) : PlaylistRules.Change(now, caller, request);
}
