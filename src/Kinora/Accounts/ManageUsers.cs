using Kinora.Accounts.Contracts;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts;

/// <summary>An admin's view of all accounts: list, add, change, remove.</summary>
internal static class ManageUsers
{
    internal sealed record AddRequest(string? Name, Role Role = Role.Viewer, string? TimeZone = null, string? Email = null);

    /// <summary>What is absent stays.</summary>
    /// <param name="Email">Empty removes the address.</param>
    internal sealed record ChangeRequest(Role? Role = null, bool? Analyst = null, string? Email = null);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/admin/users", ListAsync).Needs(Role.Admin);
        endpoints.MapPost("/api/admin/users", AddAsync).Needs(Role.Admin).Idempotent();
        endpoints.MapPatch("/api/admin/users/{name}", ChangeAsync).Needs(Role.Admin);
        endpoints.MapDelete("/api/admin/users/{name}", RemoveAsync).Needs(Role.Admin);
    }

    private static async Task<IResult> ListAsync(Paged page, Caller caller, UserStore users, Cursors cursors, CancellationToken cancel) =>
        (await cursors.PageAsync<UserInfo, string>(
            page, caller.UserId, (after, count) => users.ListAsync(after, count, cancel), last => AccountName.Key(last.Name))).ToHttp();

    private static async Task<IResult> AddAsync(AddRequest request, IUsers users, CancellationToken cancel) =>
        (await users.AddAsync(new NewUser(request.Name ?? "", request.Role, TimeZone: request.TimeZone ?? "UTC", Email: request.Email), cancel))
        .ToHttp(user => Results.Json(user, statusCode: StatusCodes.Status201Created));

    private static async Task<IResult> ChangeAsync(string name, ChangeRequest request, IUsers users, CancellationToken cancel) =>
        (await users.ChangeAsync(name, new UserChange(request.Role, request.Analyst, request.Email), cancel)).ToHttp();

    private static async Task<IResult> RemoveAsync(string name, IUsers users, CancellationToken cancel) =>
        (await users.RemoveAsync(name, cancel)).ToHttp();
}
