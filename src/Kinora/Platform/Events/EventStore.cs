using System.Text.Json;
using Kinora.Platform.Database;

namespace Kinora.Platform.Events;

/// <summary>The only writer of <c>event</c> and <c>event_delivery</c>: a row for each event, and one for each delivery that is due.</summary>
internal sealed class EventStore(Db db, IEnumerable<Subscription> subscriptions, TimeProvider time) : IEvents
{
    private readonly ILookup<string, string> _subscribers =
        subscriptions.ToLookup(subscription => subscription.Topic, subscription => subscription.Name, StringComparer.Ordinal);

    /// <summary>Set when this process published something.</summary>
    public Wake Published { get; } = new();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task PublishAsync<TEvent>(Tx tx, TEvent happened, string key, EventFacts? facts = null)
        where TEvent : IEvent
    {
        // Whoever gets the lower number commits first, so that the order of numbers is the order of commits.
        await tx.LockAsync($"event/{key}");
        var now = time.GetUtcNow();
        var parts = typeof(TEvent).Namespace!.Split('.');
        var seq = await tx.ScalarAsync<long>(Insert, new
        {
            id = Guid.CreateVersion7(now).ToString(),
            topic = TEvent.Topic,
            key,
            now = now.ToUnixTimeMilliseconds(),
            version = TEvent.Topic[(TEvent.Topic.LastIndexOf('.') + 1)..],
            source = (parts.Length > 1 ? parts[1] : parts[0]).ToLowerInvariant(),
            payload = JsonSerializer.Serialize(happened, KinoraJson.Options),
            facts?.CorrelationId,
            facts?.ParentId,
            facts?.Actor,
            labels = facts?.Labels is { } labels ? JsonSerializer.Serialize(labels) : null,
        });
        foreach (var subscriber in _subscribers[TEvent.Topic])
            await tx.ExecuteAsync(Line, new { subscriber, seq, key, now = now.ToUnixTimeMilliseconds() });
        tx.OnCommitted(Published.Set);
    }

    /// <summary>When the next delivery could be made; null where none waits.</summary>
    public Task<long?> NextDueAsync(CancellationToken cancel) => db.ScalarAsync<long?>(
        "select min(case when lease_until > due_at then lease_until else due_at end) from event_delivery where not dead", null, cancel);

    /// <summary>Takes the first waiting event of each line (a subscriber's events of one key), up to so many lines.</summary>
    public async Task<List<Delivery>> ClaimAsync(int count, TimeSpan lease, CancellationToken cancel)
    {
        var now = Now;
        if (await NextDueAsync(cancel) is not { } due || due > now)
            return [];
        var args = new { lease = Guid.CreateVersion7(time.GetUtcNow()).ToString(), now, until = now + (long)lease.TotalMilliseconds, count };
        var claimed = await db.TransactAsync(
            async tx =>
            {
                await tx.ExecuteAsync(Claim(tx.Dialect), args);
                return await tx.QueryAsync<Delivery>(Claimed, args);
            },
            cancel);
        return claimed;
    }

    /// <summary>False when another process has the delivery by now.</summary>
    public async Task<bool> DoneAsync(Delivery delivery, CancellationToken cancel) => await db.ExecuteAsync(
        "delete from event_delivery where subscriber = @Subscriber and seq = @Seq and lease = @Lease", delivery, cancel) > 0;

    public Task FailedAsync(Delivery delivery, DateTimeOffset due, bool dead, string error, CancellationToken cancel) => db.ExecuteAsync(
        """
        update event_delivery set lease = null, lease_until = null, due_at = @due, dead = @dead, error = @error
        where subscriber = @Subscriber and seq = @Seq and lease = @Lease
        """,
        new { delivery.Subscriber, delivery.Seq, delivery.Lease, due = due.ToUnixTimeMilliseconds(), dead, error },
        cancel);

    /// <summary>Removes events that were delivered to all.</summary>
    public Task<int> SweepAsync(TimeSpan keep, CancellationToken cancel) => db.ExecuteAsync(
        "delete from event where at < @before and not exists (select 1 from event_delivery d where d.seq = event.seq)",
        new { before = Now - (long)keep.TotalMilliseconds },
        cancel);

    private const string Insert = """
        insert into event (id, topic, key, at, version, source, payload, correlation_id, parent_id, actor, labels)
        values (@id, @topic, @key, @now, @version, @source, @payload, @CorrelationId, @ParentId, @Actor, @labels) returning seq
        """;

    private const string Line = """
        insert into event_delivery (subscriber, seq, key, attempt, due_at, dead) values (@subscriber, @seq, @key, 0, @now, false)
        """;

    private static string Claim(Dialect dialect) => $"""
        with head as materialized (
            select d.subscriber, d.seq from event_delivery d
            where not d.dead and d.due_at <= @now and (d.lease_until is null or d.lease_until <= @now) and not exists (
                select 1 from event_delivery e where e.subscriber = d.subscriber and e.key = d.key and e.seq < d.seq and not e.dead)
            order by d.due_at, d.seq limit @count {dialect.SkipLocked})
        update event_delivery set lease = @lease, lease_until = @until, attempt = attempt + 1
        where (subscriber, seq) in (select subscriber, seq from head)
        """;

    private const string Claimed = """
        select d.subscriber, d.seq, d.attempt, d.lease, e.id, e.topic, e.key, e.at, e.version, e.source, e.payload, e.correlation_id,
            e.parent_id, e.actor, e.labels
        from event_delivery d join event e on e.seq = d.seq where d.lease = @lease order by d.seq
        """;
}

/// <summary>One event for one subscriber, held by this process.</summary>
internal sealed record Delivery : EventEnvelope
{
    public required string Subscriber { get; init; }

    public required long Seq { get; init; }

    public required int Attempt { get; init; }

    public required string Lease { get; init; }
}
