using Kinora.Catalog.Connectors;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Snapshots;
using Kinora.Catalog.Titles;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog;

/// <summary>What admins see and do about snapshots, and how complete the catalogue is.</summary>
internal static class CatalogueAdmin
{
    private const int Examples = 10;

    internal sealed record RefreshRequest
    {
        /// <summary>Where to fetch titles from. Null: only look at what is published.</summary>
        public string? Connector { get; init; }
    }

    internal sealed record Completeness(int Titles, IReadOnlyList<Missing> Missing);

    /// <summary>How many titles lack a member, and some of them.</summary>
    internal sealed record Missing(string Member, int Titles, double Share, IReadOnlyList<string> Examples);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/admin/catalog/refresh", RefreshAsync).Needs(Role.Admin);
        endpoints.MapGet("/api/admin/catalog/snapshots", Snapshots).Needs(Role.Admin);
        endpoints.MapGet("/api/admin/titles/completeness", Complete).Needs(Role.Admin);
    }

    /// <summary>Builds the next snapshot in a job, with what a connector brings where one is named; browsing goes on meanwhile.</summary>
    private static async Task<IResult> RefreshAsync(RefreshRequest request, Caller caller, RefreshConnector connectors, Db db, IJobs jobs, AuditLog audit, CancellationToken cancel)
    {
        if (request.Connector is { } connector)
        {
            var started = await connectors.FileAsync(connector, caller.UserId, cancel);
            return started.Refusal is { } refusal ? refusal.ToHttp() : new JobAccepted(started.Value).ToHttp();
        }

        var by = Author.Current;
        var job = await db.TransactAsync(
            async tx =>
            {
                var filed = await jobs.AddAsync<RefreshCatalogueJob>(tx, new RefreshCatalogueJob.Args(), new JobFiling { UserId = caller.UserId });
                await audit.WriteAsync(tx, by, "catalogue.refreshed", null, null, new { Job = filed });
                return filed;
            },
            cancel);
        return new JobAccepted(job).ToHttp();
    }

    /// <summary>The last snapshots of this process, newest first.</summary>
    private static IResult Snapshots(SnapshotMeter meter) => Results.Json(new Page<SnapshotNote>(meter.Notes, null, meter.Notes.Count));

    private static IResult Complete(ICatalogue catalogue) => Results.Json(Count(catalogue.Current));

    public static Completeness Count(CatalogueSnapshot snapshot) => new(snapshot.Titles, [.. TitleGaps.Count(snapshot, Examples).Select(gap => new Missing(
        gap.Member, gap.Count, snapshot.Titles == 0 ? 0 : Math.Round((double)gap.Count / snapshot.Titles, 4), gap.Examples))]);
}

/// <summary>Brings the snapshot up to what is published.</summary>
internal sealed class RefreshCatalogueJob(SnapshotKeeper keeper, SnapshotMeter meter) : IJob<RefreshCatalogueJob.Args>
{
    internal sealed record Args;

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        await keeper.RefreshAsync(cancel);
        if (meter.Notes is [var note, ..])
            context.Report(note);
        context.Progress(1);
    }
}
