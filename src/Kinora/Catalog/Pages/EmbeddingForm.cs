using Kinora.Catalog.Embeddings;
using Kinora.Catalog.Enrichment;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog.Pages;

/// <summary>The form of the page: files the job and leads back to where its progress is shown.</summary>
internal static class EmbeddingForm
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/admin/embeddings/generate", RunAsync).Needs(Role.Admin).WithMetadata(IsPage.Mark).ExcludeFromDescription();

    private static async Task<IResult> RunAsync(HttpContext context, Caller caller, GenerateEmbeddings slice, EnrichTitles enrich, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        if (form["labels"].ToString() is { Length: > 0 } labels)
            await enrich.FileAsync(labels == EnrichTitles.Chat ? EnrichTitles.Chat : null, caller, cancel);
        else
            await slice.FileAsync(form["all"] == "true", caller, cancel);
        return Results.LocalRedirect("/admin/embeddings");
    }
}
