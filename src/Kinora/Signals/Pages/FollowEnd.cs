using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals.Pages;

/// <summary>Stops following one creator, as a plain form.</summary>
internal static class FollowEnd
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/settings/follows/end", RunAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();

    private static async Task<IResult> RunAsync(
        [FromForm] string? creator, Caller caller, ICatalogue catalogue, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        if (creator is not null && catalogue.Current.Creators.TryOrdinal(creator, out _))
            await door.RecordAsync(caller.ProfileId, [clock.Make(SignalKind.Unfollow, target: $"creator:{creator}")], cancel);
        return Results.LocalRedirect("/settings/follows");
    }
}
