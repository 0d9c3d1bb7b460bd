using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Platform.Events;

/// <summary>A subscriber as its module declares it.</summary>
/// <param name="Name">Stable: what is still to be delivered stands under it.</param>
internal sealed record Subscription(
    string Name, string Topic, Func<IServiceProvider, EventEnvelope, CancellationToken, Task> DeliverAsync);

internal static class EventServices
{
    public static IServiceCollection AddEventOutbox(this IServiceCollection services) => services
        .AddSingleton<EventMeter>()
        .AddSingleton<EventStore>()
        .AddSingleton<IEvents>(provider => provider.GetRequiredService<EventStore>())
        .AddSingleton<EventPump>()
        .AddHostedService(provider => provider.GetRequiredService<EventPump>());

    /// <summary>Tells the handler of every such event from now on.</summary>
    /// <param name="name">Default: the handler's full name. Give one before renaming a handler.</param>
    public static IServiceCollection AddSubscriber<TEvent, THandler>(this IServiceCollection services, string? name = null)
        where TEvent : IEvent
        where THandler : class, ISubscriber<TEvent>
    {
        services.AddTransient<THandler>();
        return services.AddSingleton(new Subscription(
            name ?? $"{typeof(THandler).FullName}/{TEvent.Topic}",
            TEvent.Topic,
            (provider, envelope, cancel) => provider.GetRequiredService<THandler>().HandleAsync(
                JsonSerializer.Deserialize<TEvent>(envelope.Payload, KinoraJson.Options)!, envelope, cancel)));
    }
}
