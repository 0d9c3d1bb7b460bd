using Kinora.Catalog.Embeddings;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Catalog.Enrichment;

/// <summary>Files the job that gives titles moods, themes and short descriptions.</summary>
internal sealed class EnrichTitles(Embedder embedder, ChatModel chat, Db db, IJobs jobs, AuditLog audit)
{
    /// <summary>The provider that needs nothing outside: nearest example sentences, and genres.</summary>
    public const string Local = "local";

    /// <summary>The provider that asks a chat model of the server of section OpenAi.</summary>
    public const string Chat = "openai-compatible";

    internal sealed record Request
    {
        /// <summary><c>local</c> or <c>openai-compatible</c>. Default <c>local</c>.</summary>
        public string? Provider { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/admin/titles/enrich", RunAsync).Needs(Role.Admin);

    /// <summary>503 <c>embedder-missing</c> where there is nothing to compare titles with, <c>chat-missing</c> where there is nobody to ask.</summary>
    public async Task<Outcome<string>> FileAsync(string? provider, Caller caller, CancellationToken cancel)
    {
        if (provider is not (null or Local or Chat))
            return new Refusal(RefusalKind.Invalid, "provider-unknown", $"'provider' is {Local} or {Chat}.", "provider");
        if (provider == Chat && chat.Missing is { } nobody)
            return new Refusal(RefusalKind.Unavailable, "chat-missing", nobody);
        if (provider != Chat && embedder.Missing is { } missing)
            return new Refusal(RefusalKind.Unavailable, "embedder-missing", missing);
        var (by, named) = (Author.Current, provider ?? Local);
        return await db.TransactAsync(
            async tx =>
            {
                var filed = await jobs.AddAsync<EnrichTitlesJob>(tx, new EnrichTitlesJob.Args(named), new JobFiling { UserId = caller.UserId, Key = named });
                await audit.WriteAsync(tx, by, "titles.enriched", null, null, new { Job = filed, Provider = named });
                return filed;
            },
            cancel);
    }

    /// <summary>Answers at once with the job.</summary>
    private static async Task<IResult> RunAsync(Request request, Caller caller, EnrichTitles slice, CancellationToken cancel)
    {
        var filed = await slice.FileAsync(request.Provider, caller, cancel);
        return filed.Refusal is { } refusal ? refusal.ToHttp() : new JobAccepted(filed.Value).ToHttp();
    }
}
