using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Kinora.Library.Queues;

/// <summary>
/// Opens queues for who may use them, one writer at a time: one's own, and shared ones that one is a member of. Every change of what stands in a queue
/// goes through <see cref="ChangeAsync"/>, which keeps its order, its limit and the one door.
/// </summary>
internal sealed class QueueDesk(Db db, ICatalogue catalogue, IProfileVersions versions, ISignalDoor door, TimeProvider time)
{
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "queue-not-found", "You have no such queue.");

    /// <summary>What the one door is told comes from here, so that it is not added a second time.</summary>
    public const string Surface = "library";

    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString();

    public CatalogueSnapshot Snapshot => catalogue.Current;

    /// <summary>
    /// Does something with a queue while nobody else writes it. A shared queue's rows are its owner's: that the caller is a member is asked in the same
    /// transaction. Refused: <c>queue-not-found</c>, <c>changed-meanwhile</c>, and as the work refuses.
    /// </summary>
    public async Task<Outcome<T>> OpenAsync<T>(
        Caller caller, string id, HttpRequest? request, Func<Tx, Queue, Task<Outcome<T>>> work, CancellationToken cancel)
    {
        // Members work on rows of somebody else's profile; every statement names the profile of the queue that was found for the caller.
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync<Outcome<T>>(
            async tx =>
            {
                if (await FindAsync(tx, caller, id) is not { } found)
                    return NotFound;
                await versions.MoveAsync(tx, found.ProfileId);
                var queue = await FindAsync(tx, caller, id);
                if (queue is null)
                    return NotFound;
                if (request is not null && ETags.Stale(request, ETags.Of(queue.Version)) is { } stale)
                    return stale;
                return await work(tx, queue);
            },
            cancel);
    }

    public async Task<Queue?> FindAsync(Tx tx, Caller caller, string id)
    {
        await QueueStore.EnsureAsync(tx, caller.ProfileId, Now);
        return await QueueStore.FindAsync(tx, caller.ProfileId, id)
            ?? (caller.Kids ? null : await QueueStore.FindSharedAsync(tx, caller.UserId, id));
    }

    /// <summary>Changes what stands in a queue. Refused: <c>queue-full</c>.</summary>
    public async Task<Outcome<List<QueueItem>>> ChangeAsync(
        Tx tx, Queue queue, Caller? caller, Func<IReadOnlyList<QueueItem>, IEnumerable<QueueItem>> change)
    {
        var before = await QueueStore.ItemsAsync(tx, queue);
        var after = queue.AutoSort ? QueueOrder.Sorted(change(before)) : QueueOrder.Numbered(change(before));
        if (after.Count > queue.Most && after.Count > before.Count)
            return new Refusal(RefusalKind.Conflict, "queue-full", $"The queue takes {queue.Most} titles: take one out, or raise its limit.", "video_id");
        await QueueStore.SaveItemsAsync(tx, queue, before, after);
        await QueueStore.SaveAsync(tx, queue with { UsedAt = Now });
        if (caller is not null)
            await TellAsync(tx, queue, caller.ProfileId, before, after);
        return after;
    }

    /// <summary>What went in and out is told to the one door, as the deed of the caller's profile.</summary>
    private async Task TellAsync(Tx tx, Queue queue, string profileId, IReadOnlyList<QueueItem> before, IReadOnlyList<QueueItem> after)
    {
        var (had, has) = (before.Select(item => item.TitleId).ToHashSet(StringComparer.Ordinal), after.Select(item => item.TitleId).ToHashSet(StringComparer.Ordinal));
        var signals = has.Except(had, StringComparer.Ordinal).Select(title => Signal(SignalKind.Queue, title))
            .Concat(had.Except(has, StringComparer.Ordinal).Select(title => Signal(SignalKind.Unqueue, title)))
            .Where(signal => catalogue.Current.TryOrdinal(signal.TitleId!, out _)).ToList();
        foreach (var signal in signals.Where(_ => queue.Id == Queue.WatchLater))
            await QueueStore.IsLatestAsync(tx, queue.ProfileId, signal.TitleId!, signal.At, signal.EventId);
        if (signals.Count > 0)
            await door.RecordAsync(tx, profileId, signals);
    }

    private Signal Signal(SignalKind kind, string titleId) => new() { EventId = NewId(), Kind = kind, At = Now, TitleId = titleId, Surface = Surface };
}
