using System.Reflection;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Shell.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Shell;

/// <summary>The frame around every module's pages: document, layout, navigation, pictures, what buttons post without script.</summary>
internal sealed class ShellModule : IModule
{
    public string Name => "Shell";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AssetManifest>();
        services.AddRazorComponents();
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>().Add(builder =>
        {
            var page = builder.Metadata.OfType<ComponentTypeMetadata>().FirstOrDefault()?.Type;
            builder.Metadata.Add(Rule(page));
            builder.Metadata.Add(IsPage.Mark);
        });
        TitleArtwork.Map(endpoints);
        IconSheet.Map(endpoints);
        CardAct.Map(endpoints);
    }

    /// <summary>A page is for viewers unless it says otherwise.</summary>
    private static AccessRule Rule(Type? page) =>
        page is null || page.GetCustomAttribute<OpenPageAttribute>() is not null ? new AccessRule(null)
        : page.GetCustomAttribute<PublicPageAttribute>() is not null ? new AccessRule(Role.Viewer, PublicOption: true)
        : new AccessRule(page.GetCustomAttribute<PageForAttribute>()?.Least ?? Role.Viewer);
}
