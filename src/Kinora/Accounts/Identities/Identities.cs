using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.Identities;

/// <summary>
/// My outside sign-ins: list, link, unlink. Linking takes a token of that issuer, which proves that the identity is mine; an admin may
/// link one that a person cannot prove here.
/// </summary>
internal sealed class Identities(IdentityStore store, JwtCheck jwts, Cursors cursors)
{
    private const int Longest = 255;

    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "identity-not-found", "You have no such outside sign-in.");

    private static readonly Refusal Invalid = new(
        RefusalKind.Invalid, "identity-token-invalid", "This token is not one of a configured issuer, or it counts no more. Sign in there again.", "token");

    /// <summary>A JWT of a configured issuer.</summary>
    internal sealed record LinkRequest(string? Token);

    /// <summary>By an admin: exactly what stands in <c>iss</c> and <c>sub</c>.</summary>
    internal sealed record AdminRequest(string? Issuer, string? Subject);

    /// <summary>One outside sign-in.</summary>
    /// <param name="Label">The mail address that the issuer named, where it did.</param>
    internal sealed record Item(string Id, string Issuer, string Subject, string? Label, DateTimeOffset CreatedAt);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/auth/identities", HandleListAsync).Needs(Role.Viewer);
        endpoints.MapPost("/api/auth/identities", HandleLinkAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/auth/identities/{id}", UnlinkAsync).Needs(Role.Viewer);
        endpoints.MapPost("/api/admin/users/{name}/identities", HandleAdminAsync).Needs(Role.Admin);
    }

    private static async Task<IResult> HandleListAsync(Paged page, Caller caller, Identities slice, CancellationToken cancel) =>
        (await slice.ListAsync(page, caller, cancel)).ToHttp();

    private static async Task<IResult> HandleLinkAsync(LinkRequest request, Caller caller, Identities slice, CancellationToken cancel) =>
        (await slice.LinkAsync(caller, request, cancel)).ToHttp(Created);

    private static async Task<IResult> UnlinkAsync(string id, Caller caller, IdentityStore store, CancellationToken cancel) =>
        await store.UnlinkAsync(caller.UserId, id, cancel) ? Results.NoContent() : NotFound.ToHttp();

    private static async Task<IResult> HandleAdminAsync(
        string name, AdminRequest request, IUsers users, IdentityStore store, CancellationToken cancel)
    {
        var by = Author.Current;
        if (request is not { Issuer: { Length: > 0 and <= Longest } issuer, Subject: { Length: > 0 and <= Longest } subject })
            return new Refusal(RefusalKind.Invalid, "value-invalid", $"Issuer and subject have 1 to {Longest} characters each.", "subject").ToHttp();
        return await users.FindAsync(name, cancel) is { } user
            ? (await store.LinkAsync(user, issuer, subject, by, cancel)).Then(ToItem).ToHttp(Created)
            : AccountName.NotFound(name).ToHttp();
    }

    /// <summary>The newest first.</summary>
    public async Task<Outcome<Page<Item>>> ListAsync(Paged page, Caller caller, CancellationToken cancel) =>
        (await cursors.PageAsync<IdentityRow, string>(
            page, caller.UserId, (before, count) => store.ListAsync(caller.UserId, before, count, cancel), last => last.Id))
        .Then(found => found.Select(ToItem));

    public async Task<Outcome<Item>> LinkAsync(Caller caller, LinkRequest request, CancellationToken cancel) =>
        await jwts.ReadAsync(request.Token ?? "") is { } subject
            ? (await store.LinkAsync(caller.UserId, subject.Issuer, subject.Subject, subject.Label, cancel)).Then(ToItem)
            : Invalid;

    private static IResult Created(Item item) => Results.Json(item, statusCode: StatusCodes.Status201Created);

    private static Item ToItem(IdentityRow row) =>
        new(row.Id, row.Issuer, row.Subject, row.Label, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt));
}
