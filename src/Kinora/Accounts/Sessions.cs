using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts;

/// <summary>Where I am signed in, and how to end it.</summary>
internal sealed class Sessions(SessionStore store, Cursors cursors)
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "session-not-found", "You have no such session.");

    /// <summary>One of my sign-ins.</summary>
    /// <param name="Current">Whether this request came from it.</param>
    internal sealed record Item(
        string Id, string Agent, string Address, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt, bool Current);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/auth/sessions", HandleListAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/auth/sessions", EndOthersAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/auth/sessions/{id}", HandleEndAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> HandleListAsync(
        Paged page, Caller caller, Sessions slice, HttpContext context, CancellationToken cancel) =>
        (await slice.ListAsync(page, caller, context.Features.Get<CurrentSession>()?.Id, cancel)).ToHttp();

    private static async Task<IResult> HandleEndAsync(string id, Caller caller, Sessions slice, HttpContext context, CancellationToken cancel)
    {
        if (context.Features.Get<CurrentSession>()?.Id == id)
            SignInCookies.End(context);
        return (await slice.EndAsync(caller, id, cancel)).ToHttp();
    }

    private static async Task<IResult> EndOthersAsync(Caller caller, SessionStore store, HttpContext context, CancellationToken cancel)
    {
        await store.EndOthersAsync(caller.UserId, context.Features.Get<CurrentSession>()?.Id, cancel);
        return Results.NoContent();
    }

    /// <summary>The newest sign-in first.</summary>
    public async Task<Outcome<Page<Item>>> ListAsync(Paged page, Caller caller, string? current, CancellationToken cancel) =>
        (await cursors.PageAsync<SessionStore.SessionRow, string>(
            page, caller.UserId, (before, count) => store.ListAsync(caller.UserId, before, count, cancel), last => last.Id))
        .Then(found => found.Select(row => new Item(
            row.Id, row.Agent, row.Address, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            DateTimeOffset.FromUnixTimeMilliseconds(row.SeenAt), DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt), row.Id == current)));

    public async Task<Outcome<Done>> EndAsync(Caller caller, string id, CancellationToken cancel) =>
        await store.EndAsync(caller.UserId, id, cancel) ? default(Done) : NotFound;
}
