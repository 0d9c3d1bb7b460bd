using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Kinora.Platform.Http;

/// <summary>Lets a request through when its route's <see cref="AccessRule"/> says so; a route without one is closed to all.</summary>
internal sealed class AccessGate(RequestDelegate next, IConfiguration configuration)
{
    private static readonly Refusal SignIn = new(RefusalKind.Unauthenticated, "sign-in-needed", "Sign in, or send a token.");

    private static readonly Refusal NoRule =
        new(RefusalKind.Forbidden, "route-closed", "This route does not say who may call it, so nobody may.");

    public async Task InvokeAsync(HttpContext context)
    {
        // What is no route is the framework's own answer, such as 405.
        var refusal = context.GetEndpoint() is RouteEndpoint endpoint && !IsFile(endpoint)
            ? Check(endpoint.Metadata.GetMetadata<AccessRule>(), context.Features.Get<Caller>(), context.Features.Get<Identified>()?.Refusal)
            : null;
        if (refusal is null)
            await next(context);
        else if (context.GetEndpoint()!.Metadata.GetMetadata<IsPage>() is not null)
            TurnAway(context, refusal);
        else
            await refusal.ToHttp().ExecuteAsync(context);
    }

    /// <summary>The framework's own route to files that were built after the program (new browser assets): open like all files.</summary>
    public static bool IsFile(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText == "{**path:file}";

    private bool CatalogIsPublic => configuration.GetValue<bool>("Catalog:Public");

    /// <summary>A person is led to the sign-in page and back; htmx is told to go there; a lacking role gets the page for that.</summary>
    private static void TurnAway(HttpContext context, Refusal refusal)
    {
        var request = context.Request;
        context.Response.StatusCode = Refusals.Status(refusal.Kind);
        if (refusal.Kind != RefusalKind.Unauthenticated)
            return;
        if (request.Headers.ContainsKey("HX-Request"))
            context.Response.Headers["HX-Redirect"] = "/welcome";
        else
            context.Response.Redirect("/welcome" + QueryString.Create("return_to", HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/"));
    }

    private Refusal? Check(AccessRule? rule, Caller? caller, Refusal? credential) => (rule, caller) switch
    {
        (null, _) => NoRule,
        ({ Least: null }, _) => null,
        ({ PublicOption: true }, null) when credential is null && CatalogIsPublic => null,
        (_, null) => credential ?? SignIn,
        ({ Least: { } least }, { } who) when who.Is(least) => null,
        ({ Least: { } least }, _) => new Refusal(
            RefusalKind.Forbidden, "role-lacks-this", $"This needs the role '{least.ToString().ToLowerInvariant()}'."),
    };
}
