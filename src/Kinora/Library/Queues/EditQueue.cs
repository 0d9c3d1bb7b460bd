using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Queues;

/// <summary>What stands in a queue: put in, changed, moved, taken out.</summary>
internal sealed class EditQueue(QueueDesk desk, ManageQueues queues)
{
    /// <summary>A title to be put in.</summary>
    /// <param name="Position">Where it goes, from 1; absent: at the end.</param>
    internal sealed record AddRequest(
        string? VideoId, int? Priority = null, string? Notes = null, string? TargetWatchDate = null, int? Position = null);

    /// <summary>What is absent stays; an empty text clears.</summary>
    internal sealed record ChangeRequest(int? Priority = null, string? Notes = null, string? TargetWatchDate = null);

    /// <summary>The whole list in its new order; what is not named goes, what is new comes in.</summary>
    internal sealed record ListRequest(IReadOnlyList<string?>? VideoIds);

    /// <summary>Where a title goes.</summary>
    /// <param name="QueueId">Another queue to move to; absent: within this one.</param>
    internal sealed record MoveRequest(string? VideoId, int? Position = null, string? QueueId = null);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var queue = endpoints.MapGroup("/api/user/queues/{queueId}").Needs(Role.Viewer);
        queue.MapPost("/videos", HandleAddAsync).Produces<QueueReply>(StatusCodes.Status201Created);
        queue.MapPut("/videos", HandleListAsync).Produces<QueueReply>();
        queue.MapPut("/videos/{videoId}", HandleChangeAsync).Produces<QueueReply>();
        queue.MapDelete("/videos/{videoId}", HandleRemoveAsync);
        queue.MapPost("/move", HandleMoveAsync).Produces<QueueReply>();
    }

    private static async Task<IResult> HandleAddAsync(
        string queueId, AddRequest request, HttpContext http, Caller caller, EditQueue slice, CancellationToken cancel) =>
        (await slice.AddAsync(caller, queueId, request, http.Request, cancel)).ToHttp(shown => shown.ToHttp(http, StatusCodes.Status201Created));

    private static async Task<IResult> HandleListAsync(
        string queueId, ListRequest request, HttpContext http, Caller caller, EditQueue slice, CancellationToken cancel) =>
        (await slice.ReplaceAsync(caller, queueId, [.. (request.VideoIds ?? []).Select(id => id ?? "")], http.Request, cancel)).ToHttp(shown => shown.ToHttp(http));

    private static async Task<IResult> HandleChangeAsync(
        string queueId, string videoId, ChangeRequest request, HttpContext http, Caller caller, EditQueue slice, CancellationToken cancel) =>
        (await slice.ChangeAsync(caller, queueId, videoId, request, http.Request, cancel)).ToHttp(shown => shown.ToHttp(http));

    private static async Task<IResult> HandleRemoveAsync(
        string queueId, string videoId, HttpContext http, Caller caller, EditQueue slice, CancellationToken cancel) =>
        (await slice.RemoveAsync(caller, queueId, videoId, http.Request, cancel)).Then(_ => default(Done)).ToHttp();

    private static async Task<IResult> HandleMoveAsync(
        string queueId, MoveRequest request, HttpContext http, Caller caller, EditQueue slice, CancellationToken cancel) =>
        (await slice.MoveAsync(caller, queueId, request, http.Request, cancel)).ToHttp(shown => shown.ToHttp(http));

    /// <summary>Refused: <c>queue-not-found</c>, <c>title-not-found</c>, <c>already-queued</c>, <c>queue-full</c> and the rules of the members.</summary>
    public async Task<Outcome<ShownQueue>> AddAsync(Caller caller, string queueId, AddRequest request, HttpRequest? http, CancellationToken cancel) =>
        await ChangeAsync(caller, queueId, http, items =>
        {
            var found = desk.Snapshot.Find(request.VideoId ?? "", caller);
            if (found.Refusal is not null)
                return new Refusal(RefusalKind.Invalid, "title-not-found", "There is no such title.", "video_id");
            if (items.Any(item => item.TitleId == request.VideoId))
                return new Refusal(RefusalKind.Conflict, "already-queued", "It stands in this queue already: move it there.", "video_id");
            var made = new QueueItem
            {
                TitleId = request.VideoId!,
                Position = items.Count + 1,
                Priority = 5,
                AddedAt = desk.Now,
                AddedBy = caller.UserName,
                Title = desk.Snapshot.NameOf(found.Value),
            };
            return Apply(made, request.Priority, request.Notes, request.TargetWatchDate)
                .Then(item => QueueOrder.Moved([.. items, item], item.TitleId, request.Position ?? items.Count + 1));
        }, cancel);

    /// <summary>Refused: <c>queue-item-not-found</c> and the rules of the members.</summary>
    public Task<Outcome<ShownQueue>> ChangeAsync(
        Caller caller, string queueId, string titleId, ChangeRequest request, HttpRequest? http, CancellationToken cancel) =>
        ChangeAsync(caller, queueId, http, items => Find(items, titleId).Refusal is { } refusal
            ? refusal
            : Apply(Find(items, titleId).Value, request.Priority, request.Notes, request.TargetWatchDate)
                .Then(changed => items.Select(item => item.TitleId == titleId ? changed : item).ToList()), cancel);

    /// <summary>Refused: <c>queue-item-not-found</c>.</summary>
    public Task<Outcome<ShownQueue>> RemoveAsync(Caller caller, string queueId, string titleId, HttpRequest? http, CancellationToken cancel) =>
        ChangeAsync(caller, queueId, http, items => Find(items, titleId).Then(gone => items.Where(item => item != gone).ToList()), cancel);

    /// <summary>Refused: <c>title-not-found</c>, <c>queue-full</c>.</summary>
    public Task<Outcome<ShownQueue>> ReplaceAsync(Caller caller, string queueId, IReadOnlyList<string> titleIds, HttpRequest? http, CancellationToken cancel) =>
        ChangeAsync(caller, queueId, http, items =>
        {
            var known = items.ToDictionary(item => item.TitleId, StringComparer.Ordinal);
            var next = new List<QueueItem>();
            foreach (var (title, place) in titleIds.Distinct(StringComparer.Ordinal).Select((title, place) => (title, place)))
            {
                if (known.TryGetValue(title, out var item))
                    next.Add(item);
                else if (desk.Snapshot.Find(title, caller) is { Succeeded: true } found)
                    next.Add(new QueueItem { TitleId = title, Position = 0, Priority = 5, AddedAt = desk.Now, AddedBy = caller.UserName, Title = desk.Snapshot.NameOf(found.Value) });
                else
                    return new Refusal(RefusalKind.Invalid, "title-not-found", "There is no such title.", $"video_ids[{place}]");
            }

            // What the caller may not see stays where it can: at the end.
            next.AddRange(items.Where(item => !desk.Snapshot.IsThere(item.TitleId, caller)).Except(next));
            return next;
        }, cancel);

    /// <summary>Within the queue, or into another one. Refused: <c>queue-item-not-found</c>, <c>queue-auto-sorted</c>, as putting in is.</summary>
    public async Task<Outcome<ShownQueue>> MoveAsync(Caller caller, string queueId, MoveRequest request, HttpRequest? http, CancellationToken cancel)
    {
        if (request.QueueId is not null && request.QueueId != queueId)
            return await MoveOverAsync(caller, queueId, request, http, cancel);
        return await desk.OpenAsync<ShownQueue>(
            caller, queueId, http,
            async (tx, queue) =>
            {
                if (queue.AutoSort)
                    return new Refusal(RefusalKind.Conflict, "queue-auto-sorted", "The queue sorts itself: change the priority, or turn auto_sort off.");
                var items = await QueueStore.ItemsAsync(tx, queue);
                if (Find(items, request.VideoId).Refusal is { } refusal)
                    return refusal;
                await desk.ChangeAsync(tx, queue, caller, before => QueueOrder.Moved([.. before], request.VideoId!, request.Position ?? before.Count));
                return await queues.ShowAsync(tx, caller, queue with { Version = queue.Version + 1 });
            },
            cancel);
    }

    /// <summary>In here before out there, so that nothing is lost in between; both or neither.</summary>
    private async Task<Outcome<ShownQueue>> MoveOverAsync(Caller caller, string queueId, MoveRequest request, HttpRequest? http, CancellationToken cancel) =>
        await desk.OpenAsync<ShownQueue>(
            caller, queueId, http,
            async (tx, queue) =>
            {
                if (await desk.FindAsync(tx, caller, request.QueueId!) is not { } target)
                    return QueueDesk.NotFound with { Field = "queue_id" };
                var moved = Find(await QueueStore.ItemsAsync(tx, queue), request.VideoId);
                if (moved.Refusal is { } refusal)
                    return refusal;
                var there = await QueueStore.ItemsAsync(tx, target);
                if (there.Exists(item => item.TitleId == request.VideoId))
                    return new Refusal(RefusalKind.Conflict, "already-queued", "It stands in that queue already.", "video_id");
                var entered = await desk.ChangeAsync(
                    tx, target, caller, before => QueueOrder.Moved([.. before, moved.Value], request.VideoId!, request.Position ?? before.Count + 1));
                if (entered.Refusal is { } full)
                    return full;
                await desk.ChangeAsync(tx, queue, caller, before => before.Where(item => item.TitleId != request.VideoId));
                return await queues.ShowAsync(tx, caller, queue with { Version = queue.Version + 1 });
            },
            cancel);

    private Task<Outcome<ShownQueue>> ChangeAsync(
        Caller caller, string queueId, HttpRequest? http, Func<IReadOnlyList<QueueItem>, Outcome<List<QueueItem>>> change, CancellationToken cancel) =>
        desk.OpenAsync<ShownQueue>(
            caller, queueId, http,
            async (tx, queue) =>
            {
                var wanted = change(await QueueStore.ItemsAsync(tx, queue));
                if (wanted.Refusal is { } refusal)
                    return refusal;
                var changed = await desk.ChangeAsync(tx, queue, caller, _ => wanted.Value);
                return changed.Refusal is { } full ? full : await queues.ShowAsync(tx, caller, queue with { Version = queue.Version + 1 });
            },
            cancel);

    private static Outcome<QueueItem> Find(IEnumerable<QueueItem> items, string? titleId) => items.FirstOrDefault(item => item.TitleId == titleId) is { } item
        ? item
        : new Refusal(RefusalKind.NotFound, "queue-item-not-found", "The title does not stand in this queue.", "video_id");

    private static Outcome<QueueItem> Apply(QueueItem item, int? priority, string? notes, string? date)
    {
        if (priority is < 1 or > 10)
            return new Refusal(RefusalKind.Invalid, "value-invalid", "A whole number from 1 to 10.", "priority");
        if (notes is { Length: > 1_000 })
            return new Refusal(RefusalKind.Invalid, "value-invalid", "At most 1000 characters.", "notes");
        if (!string.IsNullOrEmpty(date) && !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return new Refusal(RefusalKind.Invalid, "value-invalid", "A day, such as 2026-12-24.", "target_watch_date");
        return item with
        {
            Priority = priority ?? item.Priority,
            Notes = notes is null ? item.Notes : notes.Length == 0 ? null : notes,
            TargetDate = date is null ? item.TargetDate : date.Length == 0 ? null : date,
        };
    }
}
