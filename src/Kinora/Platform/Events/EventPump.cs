using System.Collections.Frozen;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Events;

/// <summary>Brings events to subscribers: lines side by side, the events of a line one after the other.</summary>
internal sealed partial class EventPump(
    EventStore store, IEnumerable<Subscription> subscriptions, IServiceScopeFactory scopes, EventMeter meter, IOptions<JobsOptions> options,
    TimeProvider time, ILogger<EventPump> log) : BackgroundService
{
    /// <summary>How long a subscriber may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Lease = Patience * 2;

    /// <summary>After so many failures an event is set aside for its subscriber, and the line goes on.</summary>
    private const int Tries = 8;
    private const int Lines = 32;
    private const int AtOnce = 4;

    private readonly FrozenDictionary<string, Subscription> _subscriptions =
        subscriptions.ToFrozenDictionary(subscription => subscription.Name, StringComparer.Ordinal);

    /// <summary>Delivers all that is due now and says how many deliveries that were. For tests and commands.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        var count = 0;
        while (await store.ClaimAsync(Lines, Lease, cancel) is { Count: > 0 } heads)
        {
            count += heads.Count;
            await Parallel.ForEachAsync(
                heads, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (head, stop) => await DeliverAsync(head, stop));
        }

        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        using var acting = Acting.As(Actor.System);
        await Task.Yield();
        var poll = TimeSpan.FromMilliseconds(options.Value.PollMilliseconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeliverDueAsync(stoppingToken);
                await store.Published.WaitAsync(poll, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                RoundFailed(fault);
                await Task.Delay(poll, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DeliverAsync(Delivery delivery, CancellationToken stop)
    {
        using var scope = log.BeginScope("event {EventId} {Topic}", delivery.Id, delivery.Topic);
        try
        {
            var subscription = _subscriptions.GetValueOrDefault(delivery.Subscriber)
                ?? throw new InvalidOperationException($"No module declares the subscriber '{delivery.Subscriber}'.");
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Patience);
            await using var services = scopes.CreateAsyncScope();
            await subscription.DeliverAsync(services.ServiceProvider, delivery, limit.Token);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            await FailAsync(delivery, fault, stop);
            return;
        }

        await store.DoneAsync(delivery, stop);
        meter.Delivered(delivery.Topic, "delivered");
    }

    private async Task FailAsync(Delivery delivery, Exception fault, CancellationToken stop)
    {
        var dead = delivery.Attempt >= Tries;
        var due = time.GetUtcNow() + Backoff.After(delivery.Attempt, Backoff.Chance());
        if (dead)
            SetAside(fault, delivery.Topic, delivery.Subscriber, delivery.Attempt);
        else
            TryFailed(fault, delivery.Topic, delivery.Subscriber, delivery.Attempt, due);
        await store.FailedAsync(delivery, due, dead, $"{fault.GetType().Name}: {fault.Message}", stop);
        meter.Delivered(delivery.Topic, dead ? "dead" : "failed");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Topic} for {Subscriber} failed in try {Attempt}; next at {Due}.")]
    private partial void TryFailed(Exception fault, string topic, string subscriber, int attempt, DateTimeOffset due);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Topic} for {Subscriber} is set aside after {Attempt} tries.")]
    private partial void SetAside(Exception fault, string topic, string subscriber, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Events could not be delivered; tried again shortly.")]
    private partial void RoundFailed(Exception fault);
}
