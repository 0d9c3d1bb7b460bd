using Kinora.Catalog.Contracts;
using Kinora.Library.Contracts;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Queues;

/// <summary>
/// The queue <c>watch_later</c> as "My list". A signal <c>queue</c> or <c>unqueue</c> from elsewhere (a card without script, a bridge) puts a title in or takes
/// it out, the latest word by time; what does not fit into a full list is not put in.
/// </summary>
internal sealed class MyList(Db db, ICatalogue catalogue, TimeProvider time) : IMyList, ISignalObserver
{
    public async Task<IReadOnlyList<string>> TitlesAsync(string profileId, CancellationToken cancel) => await db.QueryAsync<string>(
        "select title_id from queue_item where profile_id = @profileId and queue_id = @id order by position", new { profileId, id = Queue.WatchLater }, cancel);

    public async Task RecordedAsync(Tx tx, RecordedSignals recorded)
    {
        var words = recorded.Signals.Where(signal => signal is { Kind: SignalKind.Queue or SignalKind.Unqueue, TitleId: not null } && signal.Surface != QueueDesk.Surface);
        foreach (var signal in words)
        {
            if (!await QueueStore.IsLatestAsync(tx, recorded.ProfileId, signal.TitleId!, signal.At, signal.EventId))
                continue;
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            await QueueStore.EnsureAsync(tx, recorded.ProfileId, now);
            var queue = (await QueueStore.FindAsync(tx, recorded.ProfileId, Queue.WatchLater))!;
            var before = await QueueStore.ItemsAsync(tx, queue);
            var after = Next(queue, before, signal);
            await QueueStore.SaveItemsAsync(tx, queue, before, after);
            await QueueStore.SaveAsync(tx, queue with { UsedAt = now });
        }
    }

    private List<QueueItem> Next(Queue queue, List<QueueItem> items, Signal signal)
    {
        var others = items.Where(item => item.TitleId != signal.TitleId).ToList();
        if (signal.Kind == SignalKind.Unqueue || others.Count < items.Count || items.Count >= queue.Most)
            return QueueOrder.Numbered(signal.Kind == SignalKind.Unqueue ? others : items);
        var added = new QueueItem
        {
            TitleId = signal.TitleId!,
            Position = items.Count + 1,
            Priority = 5,
            AddedAt = signal.At,
            AddedBy = "",
            Title = signal.Ordinal is { } ordinal && catalogue.Current.Has(ordinal) ? catalogue.Current.NameOf(ordinal) : signal.TitleId!,
        };
        return queue.AutoSort ? QueueOrder.Sorted([.. items, added]) : QueueOrder.Numbered([.. items, added]);
    }
}
