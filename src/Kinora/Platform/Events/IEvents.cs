using Kinora.Platform.Database;

namespace Kinora.Platform.Events;

/// <summary>Something that happened and that other modules may want to know. A record; its members are the payload.</summary>
internal interface IEvent
{
    /// <summary>Such as <c>catalog.title.removed.v1</c>: module, thing, what happened, version. Stable.</summary>
    static abstract string Topic { get; }
}

/// <summary>Publishes events.</summary>
internal interface IEvents
{
    /// <summary>
    /// Publishes in the caller's transaction: with it the event is delivered, at least once, to every subscriber; without it it never
    /// was. Events of one key arrive in the order in which they were committed.
    /// </summary>
    Task PublishAsync<TEvent>(Tx tx, TEvent happened, string key, EventFacts? facts = null)
        where TEvent : IEvent;
}

/// <summary>What may be said about an event beside its payload.</summary>
internal sealed record EventFacts
{
    /// <summary>Who caused it, such as <c>user:…</c>.</summary>
    public string? Actor { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The id of the event that this one follows from.</summary>
    public string? ParentId { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }
}

/// <summary>
/// Told of events of one kind, in order per key. It may be told twice (its process may die before the note that it was told), so
/// telling it twice leaves the same as telling it once. What it throws is tried again later; meanwhile the events of that key wait.
/// </summary>
internal interface ISubscriber<TEvent>
    where TEvent : IEvent
{
    /// <summary>Must return within <see cref="EventPump.Patience"/>; longer work files a job.</summary>
    Task HandleAsync(TEvent happened, EventEnvelope envelope, CancellationToken cancel);
}
