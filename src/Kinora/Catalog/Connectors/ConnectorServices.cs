using Kinora.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Catalog.Connectors;

/// <summary>How a connector is registered.</summary>
internal static class ConnectorServices
{
    /// <summary>What all connectors share.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services) =>
        services.AddSingleton<RefreshConnector>().AddJob<RefreshConnectorJob>("catalog.connect");

    /// <summary>A connector of this name, asked by itself so often; null: only when somebody asks.</summary>
    public static IServiceCollection AddConnector<TConnector>(this IServiceCollection services, string name, TimeSpan? every = null)
        where TConnector : class, IConnector
    {
        services.AddSingleton<IConnector, TConnector>();
        return every is { } rhythm ? services.AddSchedule<RefreshConnectorJob>(rhythm, new RefreshConnectorJob.Args(name), RefreshConnector.ScheduleOf(name)) : services;
    }
}
