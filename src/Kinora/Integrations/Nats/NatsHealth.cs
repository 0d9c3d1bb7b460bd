using System.Globalization;
using Kinora.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Kinora.Integrations.Nats;

/// <summary>Down while there is no connection; nothing else stops because of it.</summary>
internal sealed class NatsHealth(NatsClient client) : IHealthPart
{
    public string Name => "nats";

    public bool Required => false;

    public Task<HealthState> CheckAsync(CancellationToken cancel) =>
        Task.FromResult(client.IsConfigured ? Of(client.State) : new HealthState(true, "not set up (Nats:Url)"));

    private static HealthState Of(NatsState state)
    {
        var since = state.Since.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        var more = string.Create(
            CultureInfo.InvariantCulture,
            $"{Part(state.Waiting, "waiting")}{Part(state.Uncertain, "uncertain after a break")}{Part(state.Dropped, "dropped by slow readers")}");
        return state.IsUp
            ? new HealthState(true, string.Create(CultureInfo.InvariantCulture, $"connected since {since}, for the {state.Times}. time{more}"))
            : new HealthState(false, $"away since {since}: {state.Fault ?? "not connected yet"}{more}");
    }

    private static string Part(long count, string what) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count} {what}");
}

/// <summary>Connects when the server starts, and does not wait for it.</summary>
internal sealed class NatsStart(NatsClient client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (client.IsConfigured)
            client.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class NatsServices
{
    /// <summary>Whoever needs the bus asks for it; asked twice, it is there once.</summary>
    public static IServiceCollection AddNats(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(NatsClient)))
            return services;
        services.AddOptions<NatsOptions>().Bind(configuration.GetSection(NatsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<NatsClient>();
        services.TryAddSingleton<JetStream>();
        return services.AddSingleton<IHealthPart, NatsHealth>().AddHostedService<NatsStart>();
    }
}
