using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Kinora.Catalog.Demo;

/// <summary>Serves the demo library's animations from the assembly, whole or in ranges. Open: they are part of the program.</summary>
internal static class DemoMedia
{
    private static readonly EntityTagHeaderValue Tag = new($"\"{typeof(DemoMedia).Module.ModuleVersionId:n}\"");

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(DemoFiles.MediaPath + "{file}", [HttpMethods.Get, HttpMethods.Head], Get).Open().ExcludeFromDescription();

    private static IResult Get(string file, HttpResponse response)
    {
        if (!file.EndsWith(".mp4", StringComparison.Ordinal) || DemoFiles.Open($"media/{file}") is not { } stream)
            return TypedResults.NotFound();
        response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Stream(stream, "video/mp4", entityTag: Tag, enableRangeProcessing: true);
    }
}
