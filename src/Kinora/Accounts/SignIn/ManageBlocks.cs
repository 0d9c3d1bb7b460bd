using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts.SignIn;

/// <summary>An admin sees which networks are blocked from signing in, and lets one in again.</summary>
internal static class ManageBlocks
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "block-not-found", "This network is neither blocked nor locked.");

    internal sealed record Item(string Network, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/admin/ipblocks", ListAsync).Needs(Role.Admin);
        endpoints.MapDelete("/api/admin/ipblocks", LiftAsync).Needs(Role.Admin);
    }

    private static async Task<IResult> ListAsync(Paged page, Caller caller, Db db, GuardStore guard, Cursors cursors, CancellationToken cancel) =>
        (await cursors.PageAsync<GuardStore.BlockRow, string>(
            page, caller.UserId, (after, count) => db.ReadAsync(session => guard.ListAsync(session, after, count), cancel), last => last.Network))
        .Then(found => found.Select(row => new Item(
            row.Network, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt))))
        .ToHttp();

    /// <summary>Also forgets the wrong tries that came from there.</summary>
    /// <param name="network">As the list names it.</param>
    private static async Task<IResult> LiftAsync(string network, Db db, AuditLog audit, CancellationToken cancel)
    {
        var by = Author.Current;
        var lifted = await db.TransactAsync(
            async tx =>
            {
                var was = await GuardStore.LiftAsync(tx, network);
                if (was)
                    await audit.WriteAsync(tx, by, "block.lifted", network, new { Blocked = true }, null);
                return was;
            },
            cancel);
        return lifted ? Results.NoContent() : NotFound.ToHttp();
    }
}
