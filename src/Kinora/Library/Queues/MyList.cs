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

    /// <summary>Each title stands where the time of its latest word puts it, so that the order of arrival cannot matter.</summary>
    private List<QueueItem> Next(Queue queue, List<QueueItem> items, Signal signal)
    {
        var others = items.Where(item => item.TitleId != signal.TitleId).ToList();
        if (signal.Kind == SignalKind.Unqueue)
            return QueueOrder.Numbered(others);
        if (others.Count >= queue.Most)
            return items;
        var known = items.Find(item => item.TitleId == signal.TitleId) ?? New(signal);
        var added = known with { AddedAt = signal.At };
        var before = others.FindLastIndex(item => item.AddedAt < added.AddedAt
            || (item.AddedAt == added.AddedAt && string.CompareOrdinal(item.TitleId, added.TitleId) < 0));
        others.Insert(before + 1, added);
        return queue.AutoSort ? QueueOrder.Sorted(others) : QueueOrder.Numbered(others);
    }

    private QueueItem New(Signal signal) => new()
    {
        TitleId = signal.TitleId!,
        Position = 0,
        Priority = 5,
        AddedAt = signal.At,
        AddedBy = "",
        Title = signal.Ordinal is { } ordinal && catalogue.Current.Has(ordinal) ? catalogue.Current.NameOf(ordinal) : signal.TitleId!,
    };
}
