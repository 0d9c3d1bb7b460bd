using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kinora.Platform.Security;

/// <summary>Who may call an endpoint: metadata that the gate obeys and the role × route table checks.</summary>
/// <param name="Least">The least role; null opens the route to everybody.</param>
/// <param name="PublicOption">A route that the option <c>Catalog:Public</c> opens to strangers.</param>
internal sealed record AccessRule(Role? Least, bool PublicOption = false);

/// <summary>How a route says who may call it. A route without a word is refused.</summary>
internal static class AccessRules
{
    public static T Open<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(null));

    public static T Needs<T>(this T builder, Role least)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(least));

    /// <summary>For viewers, and for strangers where <c>Catalog:Public</c> is on.</summary>
    public static T NeedsViewerUnlessPublic<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(Role.Viewer, PublicOption: true));
}

/// <summary>Finds out who asks. Implemented by Accounts.</summary>
internal interface ICallerSource
{
    /// <summary>The caller; null without a credential; a refusal where there is one that does not count.</summary>
    Task<Outcome<Caller?>> IdentifyAsync(HttpContext context, CancellationToken cancel);
}

/// <summary>Where no module knows accounts, everybody is a stranger.</summary>
internal sealed class Strangers : ICallerSource
{
    public Task<Outcome<Caller?>> IdentifyAsync(HttpContext context, CancellationToken cancel) =>
        Task.FromResult<Outcome<Caller?>>((Caller?)null);
}
