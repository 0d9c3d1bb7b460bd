using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals;

/// <summary>What people have reported, the newest first, for admins.</summary>
internal static class ListReports
{
    private const int Most = 100;

    internal sealed record Item(string Id, string TitleId, string? Title, string ProfileId, string Reason, DateTimeOffset At);

    internal sealed record Response(IReadOnlyList<Item> Items, string? NextCursor, long Total);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/admin/reports", RunAsync).Needs(Role.Admin);

    private static async Task<IResult> RunAsync(ICatalogue catalogue, Db db, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var (rows, total) = await db.ReadAsync(
            async session => (
                await session.QueryAsync<Row>(Newest, new { Most }),
                await session.ScalarAsync<long>("select count(*) from report")),
            cancel);
        var items = rows.ConvertAll(row => new Item(
            row.Id,
            row.TitleId,
            snapshot.TryOrdinal(row.TitleId, out var ordinal) && snapshot.Has(ordinal) ? snapshot.NameOf(ordinal) : null,
            row.ProfileId,
            row.Reason,
            DateTimeOffset.FromUnixTimeMilliseconds(row.At)));
        return Results.Json(new Response(items, null, total));
    }

    private const string Newest = "select id, title_id, profile_id, reason, at from report order by at desc, id desc limit @Most";

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string TitleId { get; init; }

        public required string ProfileId { get; init; }

        public required string Reason { get; init; }

        public required long At { get; init; }
    }
}
