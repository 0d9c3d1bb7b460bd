using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Signals;

/// <summary>What people have reported, the newest first, for admins.</summary>
internal static class ListReports
{
    internal sealed record Item(string Id, string TitleId, string? Title, string ProfileId, string Reason, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/admin/reports", RunAsync).Needs(Role.Admin);

    private static async Task<IResult> RunAsync(
        Paged page, Caller caller, ICatalogue catalogue, Db db, Cursors cursors, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var reports = await cursors.PageAsync<Row, TimePlace>(
            page, caller.UserId, (after, count) => db.QueryAsync<Row>(Newest, new { after?.At, after?.Key, count }, cancel),
            last => new TimePlace(last.At, last.Id));
        return reports.Then(found => found.Select(row => new Item(
            row.Id,
            row.TitleId,
            snapshot.TryOrdinal(row.TitleId, out var ordinal) && snapshot.Has(ordinal) ? snapshot.NameOf(ordinal) : null,
            row.ProfileId,
            row.Reason,
            DateTimeOffset.FromUnixTimeMilliseconds(row.At)))).ToHttp();
    }

    private const string Newest = """
        select id, title_id, profile_id, reason, at from report
        where cast(@At as bigint) is null or (at, id) < (cast(@At as bigint), cast(@Key as text))
        order by at desc, id desc limit @count
        """;

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string TitleId { get; init; }

        public required string ProfileId { get; init; }

        public required string Reason { get; init; }

        public required long At { get; init; }
    }
}
