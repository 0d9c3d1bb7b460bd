using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Pages;

/// <summary>The rails below the first ones, when they are scrolled to.</summary>
internal static class HomeMore
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/home/more", RunAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();

    private static async Task<RazorComponentResult<Fragment>> RunAsync(Caller caller, HomeView view, CancellationToken cancel)
    {
        var (_, rails, _) = await view.OfAsync(caller, cancel);
        return Fragment.Of(builder =>
        {
            foreach (var rail in rails.Skip(HomePage.FirstRails))
                builder.AddContent(0, Cards.Rail(rail));
        });
    }
}
