using Kinora.Catalog.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals;

/// <summary>Takes a title off Continue watching, an episode with its series. Where it was left stays, and watching on brings it back.</summary>
internal static class DismissTitle
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/user/video/{videoId}/dismiss", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        string videoId, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        if (!catalogue.Current.IsShown(videoId, caller))
            return TitleLookup.NotFound(videoId).ToHttp();
        var results = await door.RecordAsync(caller.ProfileId, [clock.Make(SignalKind.Dismiss, videoId)], cancel);
        return results[0].Error?.ToHttp() ?? Results.NoContent();
    }
}
