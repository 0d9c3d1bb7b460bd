using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog.Embeddings;

/// <summary>How far titles have vectors, and the job that brings them up to date.</summary>
internal sealed class GenerateEmbeddings(ICatalogue catalogue, VectorLoader loader, Embedder embedder, Db db, IJobs jobs, AuditLog audit)
{
    internal sealed record Request
    {
        /// <summary>Embed titles again whose vector is up to date, too.</summary>
        public bool All { get; init; }
    }

    /// <summary>Where the library stands.</summary>
    /// <param name="Model">What the embedder in use is called; null = none.</param>
    /// <param name="Missing">Why there is none, and what to do.</param>
    /// <param name="Dimensions">Numbers a vector.</param>
    /// <param name="Titles">That want a vector.</param>
    /// <param name="Embedded">Whose vector is of the texts that they have now.</param>
    /// <param name="Stale">Without a vector, or with one of older texts or another model.</param>
    internal sealed record State(string? Model, string? ModelId, string? Missing, int Dimensions, int Titles, int Embedded, int Stale);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/admin/embeddings", (GenerateEmbeddings slice) => slice.Now()).Needs(Role.Admin);
        endpoints.MapPost("/api/admin/embeddings/generate", RunAsync).Needs(Role.Admin);
    }

    public State Now()
    {
        var snapshot = catalogue.Current;
        var titles = Enumerable.Range(0, snapshot.Count).Count(title => VectorLoader.Wants(snapshot, title));
        var stale = embedder.Current is null ? titles : loader.Stale(snapshot).Count;
        return new State(
            embedder.Current?.Name, embedder.Current?.ModelId, embedder.Missing, Ranking.Columns.Vectors.Dimensions, titles, titles - stale, stale);
    }

    /// <summary>Files the job; 503 <c>embedder-missing</c> where there is nothing to embed with.</summary>
    public async Task<Outcome<string>> FileAsync(bool all, Caller caller, CancellationToken cancel)
    {
        if (embedder.Missing is { } missing)
            return new Refusal(RefusalKind.Unavailable, "embedder-missing", missing);
        var by = Author.Current;
        return await db.TransactAsync(
            async tx =>
            {
                var filed = await jobs.AddAsync<EmbedTitlesJob>(
                    tx, new EmbedTitlesJob.Args(all), new JobFiling { UserId = caller.UserId, Key = all ? null : EmbedTitlesJob.Key });
                await audit.WriteAsync(tx, by, "embeddings.generated", null, null, new { Job = filed, All = all });
                return filed;
            },
            cancel);
    }

    /// <summary>Answers at once with the job.</summary>
    private static async Task<IResult> RunAsync(Request request, Caller caller, GenerateEmbeddings slice, CancellationToken cancel)
    {
        var filed = await slice.FileAsync(request.All, caller, cancel);
        return filed.Refusal is { } refusal ? refusal.ToHttp() : new JobAccepted(filed.Value).ToHttp();
    }
}
