using Kinora.Catalog.Connectors;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog.Pages;

/// <summary>The button of the page: files the job and leads back to where its progress is shown.</summary>
internal static class RefreshForm
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/admin/catalogue/refresh", RunAsync).Needs(Role.Admin).WithMetadata(IsPage.Mark).ExcludeFromDescription();

    private static async Task<IResult> RunAsync(HttpContext context, Caller caller, RefreshConnector slice, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var filed = await slice.FileAsync(form["connector"].ToString(), caller.UserId, cancel);
        return Results.LocalRedirect("/admin/catalogue" + (filed.Refusal is { } refusal ? QueryString.Create("refused", refusal.Detail).ToString() : "#connectors"));
    }
}
