using Kinora.Discovery.Shared;
using Kinora.Platform;
using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Ranking.Learning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Models;

/// <summary>What admins see and do about learned models: what is served, how good each was, train now, go back.</summary>
internal sealed class ManageModels(
    Db db, ModelStore store, ModelFiles files, ServedModels served, SharedStates shared, IJobs jobs, AuditLog audit, TimeProvider time)
{
    private const int Shown = 60;
    private const string TrainingKey = "train";

    /// <summary>What is served and how training went.</summary>
    /// <param name="Served">The run that ranks; null = the baselines do.</param>
    /// <param name="Since">Since when; null where nothing was ever served.</param>
    /// <param name="Notice">What is wrong with it in this process.</param>
    /// <param name="NextAt">When the next model is trained by itself.</param>
    internal sealed record Response(Run? Served, DateTimeOffset? Since, string? Notice, DateTimeOffset? NextAt, IReadOnlyList<Run> Runs);

    /// <summary>One training.</summary>
    /// <param name="CanServe">Whether its file is there to go back to.</param>
    internal sealed record Run(
        string Id, DateTimeOffset At, TrainingEnd Outcome, string? Why, int People, int Titles, int Events, IReadOnlyList<Missing> Missing, string Parameters,
        OfflineFigures? Figures, OfflineFigures? Baseline, int CalibratedOn, double Seconds, long PeakBytes, long FileBytes, bool CanServe);

    internal sealed record ServeRequest
    {
        /// <summary>A run that was accepted; null = the baselines.</summary>
        public string? RunId { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/admin/models", ReadAsync).Needs(Role.Admin);
        endpoints.MapPost("/api/admin/models/train", FileAsync).Needs(Role.Admin);
        endpoints.MapPost("/api/admin/models/serve", ChooseAsync).Needs(Role.Admin);
    }

    /// <summary>What is served, since when, and the trainings so far, the newest first.</summary>
    private static async Task<IResult> ReadAsync(ManageModels slice, CancellationToken cancel) => Results.Json(await slice.StateAsync(cancel));

    /// <summary>Trains a model in a job; what is served stays until it has proved better than the baseline.</summary>
    private static async Task<IResult> FileAsync(Caller caller, ManageModels slice, CancellationToken cancel) =>
        new JobAccepted(await slice.TrainAsync(caller, cancel)).ToHttp();

    /// <summary>Serves an earlier model again, or the baselines.</summary>
    private static async Task<IResult> ChooseAsync(ServeRequest request, ManageModels slice, CancellationToken cancel) =>
        (await slice.ServeAsync(request.RunId, cancel)).ToHttp();

    public async Task<Response> StateAsync(CancellationToken cancel)
    {
        var now = await store.ServedAsync(cancel);
        var runs = (await store.RunsAsync(Shown, cancel)).ConvertAll(Show);
        var own = runs.FirstOrDefault(run => run.Id == now?.RunId);
        if (own is null && now?.RunId is { } id && await store.RunAsync(id, cancel) is { } older)
            own = Show(older);
        var next = await db.ScalarAsync<long?>("select next_at from schedule where name = @name", new { name = nameof(TrainModels) }, cancel);
        return new Response(own, Time(now?.Since), served.Notice, Time(next), runs);
    }

    public async Task<string> TrainAsync(Caller caller, CancellationToken cancel)
    {
        var by = Author.Current;
        return await db.TransactAsync(
            async tx =>
            {
                var job = await jobs.AddAsync<TrainModels>(tx, new TrainModels.Args(), new JobFiling { UserId = caller.UserId, Key = TrainingKey });
                await audit.WriteAsync(tx, by, "model.trained", null, null, new { Job = job });
                return job;
            },
            cancel);
    }

    /// <summary>Refused: <c>model-not-found</c>.</summary>
    public async Task<Outcome<Response>> ServeAsync(string? runId, CancellationToken cancel)
    {
        if (runId is not null && (await store.RunAsync(runId, cancel) is not { End: TrainingEnd.Accepted } run || !files.Has(run.Id)))
            return new Refusal(RefusalKind.NotFound, "model-not-found", "There is no such model to go back to: only those that were accepted lately are kept.", "run_id");
        var (by, before) = (Author.Current, await store.ServedAsync(cancel));
        await db.TransactAsync(
            async tx =>
            {
                await ModelStore.ServeAsync(tx, runId, time.GetUtcNow().ToUnixTimeMilliseconds());
                await audit.WriteAsync(tx, by, "model.served", runId ?? "baseline", new { before?.RunId }, new { RunId = runId });
            },
            cancel);
        await shared.TakeModelAsync(cancel);
        return await StateAsync(cancel);
    }

    private Run Show(ModelRun run) => new(
        run.Id, DateTimeOffset.FromUnixTimeMilliseconds(run.At), run.End, run.Why, run.People, run.Titles, run.Events, run.Lacks, run.Parameters,
        Figures(run.Ndcg, run.Recall, run.Coverage), Figures(run.BaseNdcg, run.BaseRecall, run.BaseCoverage), run.CalibratedOn, run.Seconds, run.PeakBytes,
        run.FileBytes, run.End == TrainingEnd.Accepted && files.Has(run.Id));

    private static OfflineFigures? Figures(double? ndcg, double? recall, double? coverage) =>
        ndcg is null ? null : new OfflineFigures(ndcg.Value, recall ?? 0, coverage ?? 0);

    private static DateTimeOffset? Time(long? at) => at is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
