using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals.Pages;

/// <summary>Takes one of the hidden back, as a plain form.</summary>
internal static class HiddenUndo
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/settings/hidden/undo", RunAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();

    private static async Task<IResult> RunAsync(
        [FromForm] string? target, Caller caller, ISignalDoor door, SignalClock clock, CancellationToken cancel)
    {
        if (HideTarget.IsTarget(target))
        {
            var (scope, id) = HideTarget.Split(target!);
            await door.RecordAsync(caller.ProfileId, [clock.Make(SignalKind.Unhide, scope == HideScope.Title ? id : null, target!)], cancel);
        }

        return Results.LocalRedirect("/settings/hidden");
    }
}
