using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kinora.Platform.Ui;

/// <summary>A page for what is missing and for what failed, where a person asks; the API has documents for that.</summary>
internal static class PageErrors
{
    /// <summary>Before routing.</summary>
    public static void UsePageErrors(this IApplicationBuilder app) => app.UseWhen(IsPage, branch =>
    {
        branch.UseExceptionHandler("/error", createScopeForErrors: true);
        branch.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
    });

    /// <summary>A re-executed form post would be read a second time, so only what is opened gets a page.</summary>
    private static bool IsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
