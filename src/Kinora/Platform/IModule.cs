using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Platform;

/// <summary>One area of the product: everything that it brings is declared here and nowhere else.</summary>
internal interface IModule
{
    /// <summary>The module's folder, and the section of its options.</summary>
    string Name { get; }

    /// <summary>Registers services, jobs, schedules, subscriptions and options.</summary>
    void Add(IServiceCollection services, IConfiguration configuration);

    /// <summary>Maps the module's routes. Every one says who may call it (see <see cref="Security.AccessRules"/>).</summary>
    void Map(IEndpointRouteBuilder endpoints);
}
