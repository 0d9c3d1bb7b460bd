using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals;

/// <summary>Thumbs up, thumbs down, and neither.</summary>
internal static class RateTitle
{
    internal sealed record Request
    {
        public int? Value { get; init; }
    }

    internal sealed record Response(string TitleId, int Value);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/ratings/{titleId}", RateAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/ratings/{titleId}", ClearAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> RateAsync(
        string titleId, Request request, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        if (request.Value is not (1 or -1))
            return new Refusal(RefusalKind.Invalid, "value-invalid", "1 for a like, −1 for a dislike.", "value").ToHttp();
        var kind = request.Value == 1 ? SignalKind.Like : SignalKind.Dislike;
        return await SaveAsync(clock.Make(kind, titleId), caller, catalogue, door, cancel) is { } refusal
            ? refusal.ToHttp()
            : Results.Json(new Response(titleId, request.Value.Value));
    }

    private static async Task<IResult> ClearAsync(
        string titleId, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel) =>
        await SaveAsync(clock.Make(SignalKind.Unlike, titleId), caller, catalogue, door, cancel) is { } refusal
            ? refusal.ToHttp()
            : Results.NoContent();

    private static async Task<Refusal?> SaveAsync(
        Signal signal, Caller caller, ICatalogue catalogue, ISignalDoor door, CancellationToken cancel)
    {
        if (!catalogue.Current.IsShown(signal.TitleId!, caller))
            return TitleLookup.NotFound(signal.TitleId!);
        var results = await door.RecordAsync(caller.ProfileId, [signal], cancel);
        return results[0].Error;
    }
}
