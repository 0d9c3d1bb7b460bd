using Kinora.Discovery.Tastes;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Kinora.Ranking.Tastes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Pages;

/// <summary>The buttons of the page on one's taste, as plain forms that lead back to it.</summary>
internal static class TasteForms
{
    private const string Page = "/settings/taste";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/settings/taste/correct", CorrectAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();
        endpoints.MapPost("/settings/taste/reset", ResetAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();
        endpoints.MapPost("/settings/taste/undo", UndoAsync).Needs(Role.Viewer).WithMetadata(IsPage.Mark).ExcludeFromDescription();
    }

    /// <summary>An empty correction takes the one that there is back.</summary>
    private static async Task<IResult> CorrectAsync(
        [FromForm] string? facet, [FromForm] string? name, [FromForm] string? correction, Caller caller, MyTaste slice, CancellationToken cancel)
    {
        var said = Enum.TryParse<CorrectionKind>(correction, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : (CorrectionKind?)null;
        if (!Enum.TryParse<TasteFacet>(facet, ignoreCase: true, out var of) || !Enum.IsDefined(of))
            return Results.LocalRedirect(Page);
        var done = await slice.CorrectAsync(caller.ProfileId, new MyTaste.Request { Facet = of, Name = name, Correction = said }, caller, cancel);
        return Results.LocalRedirect(done.Succeeded ? Page + Said(said, facet!, name!).ToUriComponent() : Page);
    }

    private static QueryString Said(CorrectionKind? said, string facet, string name) =>
        QueryString.Create("said", said?.ToString().ToLowerInvariant() ?? "back").Add("facet", facet).Add("name", name);

    private static async Task<IResult> ResetAsync(Caller caller, MyTaste slice, CancellationToken cancel)
    {
        await slice.ResetAsync(caller.ProfileId, caller, cancel);
        return Results.LocalRedirect(Page + "?said=reset");
    }

    private static async Task<IResult> UndoAsync(Caller caller, MyTaste slice, CancellationToken cancel)
    {
        await slice.UndoResetAsync(caller.ProfileId, caller, cancel);
        return Results.LocalRedirect(Page + "?said=undone");
    }
}
