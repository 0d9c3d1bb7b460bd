using Kinora.Catalog.Demo;
using Kinora.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Catalog;

/// <summary>Titles, their import, the snapshots that everybody reads, collections.</summary>
internal sealed class CatalogModule : IModule
{
    public string Name => "Catalog";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        DemoMedia.Map(endpoints);
    }
}
