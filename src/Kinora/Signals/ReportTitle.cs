using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals;

/// <summary>Tells the admins that something is wrong with a title.</summary>
internal static class ReportTitle
{
    internal sealed record Request
    {
        public string? Reason { get; init; }
    }

    internal sealed record Response(string Id);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/titles/{titleId}/report", RunAsync).Needs(Role.Viewer);

    private static async Task<IResult> RunAsync(
        string titleId, Request request, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        if (!catalogue.Current.IsShown(titleId, caller))
            return TitleLookup.NotFound(titleId).ToHttp();
        if (string.IsNullOrWhiteSpace(request.Reason))
            return new Refusal(RefusalKind.Invalid, "reason-missing", "Say what is wrong with it.", "reason").ToHttp();
        var signal = clock.Make(SignalKind.Report, titleId) with { Note = request.Reason.Trim() };
        var result = (await door.RecordAsync(caller.ProfileId, [signal], cancel))[0];
        return result.Error?.ToHttp() ?? Results.Json(new Response(signal.EventId), statusCode: StatusCodes.Status201Created);
    }
}
