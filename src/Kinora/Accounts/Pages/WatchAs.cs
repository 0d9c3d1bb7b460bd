using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.Pages;

/// <summary>Takes another profile, as a plain form: from the page that asks who is watching and from the menu.</summary>
internal static class WatchAs
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/profiles/watch", RunAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();

    private static async Task<IResult> RunAsync(
        [FromForm] string? profile, [FromForm(Name = "return_to")] string? returnTo, Caller caller, EditProfiles slice, HttpContext context,
        CancellationToken cancel)
    {
        var switched = await slice.SwitchAsync(caller, context.Features.Get<CurrentSession>()?.Id, profile ?? "", cancel);
        return switched.Refusal is { Code: not "profile-not-found" } refusal
            ? refusal.ToHttp()
            : Results.LocalRedirect(switched.Succeeded ? GateParts.Local(returnTo) : "/profiles");
    }
}
