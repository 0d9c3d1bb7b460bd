using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Kinora.Shell;

/// <summary>The icon sprite under one address, whatever the web build has called its file.</summary>
internal static class IconSheet
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Icon.Sheet, Run).Open().ExcludeFromDescription().WithMetadata(new Uncounted());

    private static IResult Run(AssetManifest assets, IWebHostEnvironment host, HttpContext context)
    {
        if (assets.File("icons.svg") is not { } path || host.WebRootFileProvider.GetFileInfo(path) is not { Exists: true } file)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=600";
        return Results.Stream(file.CreateReadStream(), "image/svg+xml", entityTag: new EntityTagHeaderValue($"\"{Path.GetFileName(path)}\""));
    }
}
