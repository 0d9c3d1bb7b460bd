using Kinora.Platform;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Signals;

/// <summary>The one door for engagement: record, deduplicate, derive.</summary>
internal sealed class SignalsModule : IModule
{
    public string Name => "Signals";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddSingleton<IProfileVersions, ProfileVersions>();
        services.AddSingleton<ISignalHistory, SignalHistory>();
        services.AddSingleton<ISignalDoor, SignalDoor>();
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
    }
}
