using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog.Collections;

/// <summary>Collections: everybody who may read the catalogue reads them, the blessed write them.</summary>
internal static class CollectionRoutes
{
    private const int Shown = 12;

    /// <summary>A new collection, or all of one.</summary>
    internal sealed record Request
    {
        /// <summary>1 to 60 of <c>[a-z0-9-]</c>; made up where missing. Only for POST.</summary>
        public string? Id { get; init; }

        public required string Name { get; init; }

        public string? Description { get; init; }

        /// <summary>Title ids in order.</summary>
        public IReadOnlyList<string> Items { get; init; } = [];

        /// <summary>False: only those who edit collections see it.</summary>
        public bool Published { get; init; } = true;

        /// <summary>Others see it from then on. Null: at once.</summary>
        public DateTimeOffset? ShownFrom { get; init; }

        /// <summary>Others see it until then. Null: for good.</summary>
        public DateTimeOffset? ShownUntil { get; init; }
    }

    /// <summary>What is written is changed.</summary>
    internal sealed record Change
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        public IReadOnlyList<string>? Items { get; init; }

        public bool? Published { get; init; }

        /// <summary>PUT takes a time away.</summary>
        public DateTimeOffset? ShownFrom { get; init; }

        public DateTimeOffset? ShownUntil { get; init; }

        /// <summary>From 1; the others make room.</summary>
        public int? Position { get; init; }
    }

    /// <summary>A collection as this caller sees it.</summary>
    /// <param name="Titles">How many titles of it this caller may see.</param>
    /// <param name="Items">These titles; in a list of collections only the first.</param>
    internal sealed record Response(
        string Id, string Name, string? Description, long Position, int Titles, IReadOnlyList<TitleReply> Items, bool Published,
        DateTimeOffset? ShownFrom, DateTimeOffset? ShownUntil);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/catalog/collections");
        group.MapGet("/", ListAsync).NeedsViewerUnlessPublic();
        group.MapGet("/{id}", GetAsync).NeedsViewerUnlessPublic();
        group.MapPost("/", CreateAsync).Needs(Role.Blessed).Idempotent();
        group.MapPut("/{id}", PutAsync).Needs(Role.Blessed);
        group.MapPatch("/{id}", PatchAsync).Needs(Role.Blessed);
        group.MapDelete("/{id}", RemoveAsync).Needs(Role.Blessed);
    }

    private static async Task<IResult> ListAsync(
        Caller? caller, ICollections collections, ICatalogue catalogue, ITitleReplies replies, TimeProvider time, CancellationToken cancel)
    {
        var (snapshot, all) = (catalogue.Current, await collections.ListAsync(cancel));
        var items = new List<Response>(all.Count);
        foreach (var collection in all.Where(one => one.IsThereFor(snapshot, caller, time.GetUtcNow())))
            items.Add(await ReplyAsync(collection, Shown, caller, snapshot, replies, cancel));
        return Results.Json(new Page<Response>(items, null, items.Count));
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, Caller? caller, ICollections collections, ICatalogue catalogue, ITitleReplies replies, TimeProvider time,
        CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        if (await collections.FindAsync(id, cancel) is not { } collection || !collection.IsThereFor(snapshot, caller, time.GetUtcNow()))
            return NotFound.ToHttp();
        context.Response.Headers.ETag = ETags.Of(collection.Version);
        return Results.Json(await ReplyAsync(collection, int.MaxValue, caller, snapshot, replies, cancel));
    }

    private static async Task<IResult> CreateAsync(
        Request request, HttpContext context, Caller caller, CollectionStore store, ICatalogue catalogue, ITitleReplies replies, TimeProvider time, CancellationToken cancel)
    {
        if (request.Id is { } asked && (asked.Length is 0 or > 60 || asked.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-')))
            return new Refusal(RefusalKind.Invalid, "id-invalid", "The id of a collection is 1 to 60 of [a-z0-9-].", "id").ToHttp();
        if (Repeat.Current?.Made is { } made)
            return await AnswerAsync(await store.FindAsync(made, cancel) is { } there ? there : NotFound, StatusCodes.Status201Created, context, caller, catalogue, replies, cancel);
        var id = request.Id ?? Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var saved = await store.SaveAsync(id, caller.UserName, now => now is not null
            ? new Refusal(RefusalKind.Conflict, "collection-exists", "There is a collection of this id already.", "id")
            : Of(request, new Collection { Id = id, Name = request.Name, Position = 0, Version = 0, TitleIds = request.Items }), cancel);
        return await AnswerAsync(saved, StatusCodes.Status201Created, context, caller, catalogue, replies, cancel);
    }

    private static async Task<IResult> PutAsync(
        string id, Request request, HttpContext context, Caller caller, CollectionStore store, ICatalogue catalogue, ITitleReplies replies, CancellationToken cancel)
    {
        var saved = await store.SaveAsync(id, caller.UserName, now => Current(context.Request, now).Then(
            there => Of(request, there)), cancel);
        return await AnswerAsync(saved, StatusCodes.Status200OK, context, caller, catalogue, replies, cancel);
    }

    private static async Task<IResult> PatchAsync(
        string id, Change change, HttpContext context, Caller caller, CollectionStore store, ICatalogue catalogue, ITitleReplies replies, CancellationToken cancel)
    {
        if (change.Position is < 1)
            return new Refusal(RefusalKind.Invalid, "out-of-range", "'position' counts from 1.", "position").ToHttp();
        var saved = await store.SaveAsync(id, caller.UserName, now => Current(context.Request, now).Then(there => there with
        {
            Name = change.Name ?? there.Name,
            Description = change.Description ?? there.Description,
            TitleIds = change.Items ?? there.TitleIds,
            Position = change.Position ?? there.Position,
            Published = change.Published ?? there.Published,
            ShownFrom = change.ShownFrom ?? there.ShownFrom,
            ShownUntil = change.ShownUntil ?? there.ShownUntil,
        }), cancel);
        return await AnswerAsync(saved, StatusCodes.Status200OK, context, caller, catalogue, replies, cancel);
    }

    private static async Task<IResult> RemoveAsync(string id, CollectionStore store, CancellationToken cancel) =>
        (await store.RemoveAsync(id, cancel)).ToHttp();

    private static Collection Of(Request request, Collection there) => there with
    {
        Name = request.Name,
        Description = request.Description,
        TitleIds = request.Items,
        Published = request.Published,
        ShownFrom = request.ShownFrom,
        ShownUntil = request.ShownUntil,
    };

    private static Outcome<Collection> Current(HttpRequest request, Collection? now)
    {
        if (now is null)
            return NotFound;
        return ETags.Stale(request, ETags.Of(now.Version)) is { } stale ? stale : now;
    }

    private static async Task<IResult> AnswerAsync(
        Outcome<Collection> saved, int status, HttpContext context, Caller caller, ICatalogue catalogue, ITitleReplies replies, CancellationToken cancel)
    {
        if (saved.Refusal is { } refusal)
            return refusal.ToHttp();
        context.Response.Headers.ETag = ETags.Of(saved.Value.Version);
        return Results.Json(await ReplyAsync(saved.Value, int.MaxValue, caller, catalogue.Current, replies, cancel), statusCode: status);
    }

    private static async Task<Response> ReplyAsync(
        Collection collection, int most, Caller? caller, CatalogueSnapshot snapshot, ITitleReplies replies, CancellationToken cancel)
    {
        var ordinals = collection.OrdinalsFor(snapshot, caller);
        var items = await replies.OfAsync(caller, snapshot, [.. ordinals.Take(most)], cancel);
        return new Response(
            collection.Id, collection.Name, collection.Description, collection.Position, ordinals.Count, items, collection.Published, collection.ShownFrom,
            collection.ShownUntil);
    }

    private static Refusal NotFound => new(RefusalKind.NotFound, "collection-not-found", "There is no such collection.");
}

/// <summary>What a person sees of a collection.</summary>
internal static class CollectionTitles
{
    /// <summary>
    /// A draft, one that is not shown now, and one of which the profile's ceiling leaves nothing are not there, but for those who edit collections.
    /// </summary>
    public static bool IsThereFor(this Collection collection, CatalogueSnapshot snapshot, Caller? caller, DateTimeOffset now) =>
        caller?.Is(Role.Blessed) == true || (collection.IsShown(now) && IsWithin(collection, snapshot, caller));

    private static bool IsWithin(Collection collection, CatalogueSnapshot snapshot, Caller? caller) =>
        TitleAccess.CeilingOf(caller) >= TitleAccess.Everything || collection.OrdinalsFor(snapshot, caller).Count > 0;

    /// <summary>The titles that the caller may look at and that are not removed, in the curator's order.</summary>
    public static IReadOnlyList<int> OrdinalsFor(this Collection collection, CatalogueSnapshot snapshot, Caller? caller) =>
    [
        .. collection.TitleIds.Select(id => snapshot.TryOrdinal(id, out var ordinal) ? ordinal : -1)
            .Where(ordinal => ordinal >= 0 && snapshot.VisibilityOf(ordinal) != Visibility.Removed && snapshot.MayLookAt(ordinal, caller)),
    ];
}
