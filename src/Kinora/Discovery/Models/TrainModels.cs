using System.Diagnostics;
using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Shared;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Ranking.Learning;
using Microsoft.Extensions.Options;

namespace Kinora.Discovery.Models;

/// <summary>
/// Trains a model from the signals of those who share, measures it against popularity, and serves it where it is better, and not much worse
/// than the one before. What came of it is kept either way.
/// </summary>
internal sealed class TrainModels(
    Db db, ModelStore store, ModelFiles files, TrainingHistories histories, CalibrateModel calibrate, SharedStates shared, ICatalogue catalogue,
    TimeProvider time, IOptions<ModelOptions> options) : IJob<TrainModels.Args>
{
    /// <summary>Only a model so fresh is what the next one is held against, in days.</summary>
    private const int ComparedDays = 30;

    private const long DayMs = 86_400_000;

    internal sealed record Args;

    internal sealed record Report(string RunId, TrainingEnd Outcome, string? Why, int People, int Titles, int Events, double? Ndcg, double? BaseNdcg);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        // Reads what everybody who agreed to it did.
        using var acting = Acting.As(Actor.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(options.Value.MostMinutes));
        var (started, snapshot) = (time.GetTimestamp(), catalogue.Current);
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        try
        {
            // Load
            var people = await histories.ReadAsync(snapshot, Now - options.Value.Days * DayMs, part => context.Progress(0.2 * part), limit.Token);
            var before = (await store.AcceptedAsync(1, limit.Token)).FirstOrDefault(run => Now - run.At < ComparedDays * DayMs);

            // Decide
            var trainer = new ModelTrainer(options.Value.ForTraining(), (part, _) => context.Progress(0.2 + 0.7 * part), limit.Token);
            var learnedFrom = people.ConvertAll(one => one.Titles);
            var outcome = await Task.Factory.StartNew(
                () => trainer.Train(id, learnedFrom, Now), limit.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            var (end, why) = TrainingVerdict.Of(outcome, before?.Ndcg, options.Value.MostDrop);
            var run = RunOf(id, outcome, end, why);
            if (end == TrainingEnd.Accepted)
                run = await WriteAsync(run, outcome, people, snapshot, limit.Token);

            // Save
            await SaveAsync(run with { Seconds = time.GetElapsedTime(started).TotalSeconds, PeakBytes = PeakBytes() }, limit.Token);
            context.Report(new Report(id, end, why, run.People, run.Titles, run.Events, run.Ndcg, run.BaseNdcg));
            context.Progress(1);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new JobFailedException($"Training took longer than Discovery:Models:MostMinutes = {options.Value.MostMinutes}.");
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Calibrates the model, adds the groups of people, and puts the file where every process finds it.</summary>
    private async Task<ModelRun> WriteAsync(
        ModelRun run, TrainingOutcome outcome, List<(string ProfileId, IReadOnlyList<(int Title, long At)> Titles)> people, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        var fitted = await calibrate.FitAsync(outcome.Measured!, people.ConvertAll(one => one.ProfileId), snapshot, shared.Current, Now, cancel);
        var clusters = Clusters.Of(snapshot.Columns, people.ConvertAll(one => one.Titles), Now);
        var (checksum, bytes) = files.Write(outcome.Model!.With(run.Id, Now, fitted.Chance, fitted.Chance is null ? null : fitted.Otherwise, clusters));
        return run with { Checksum = checksum, FileBytes = bytes, CalibratedOn = fitted.Chance is null ? 0 : fitted.Samples };
    }

    private async Task SaveAsync(ModelRun run, CancellationToken cancel)
    {
        var accepted = run.End == TrainingEnd.Accepted;
        await db.TransactAsync(
            async tx =>
            {
                await ModelStore.AddAsync(tx, run);
                if (accepted)
                    await ModelStore.ServeAsync(tx, run.Id, run.At);
            },
            cancel);
        if (!accepted)
            return;
        files.KeepOnly([.. (await store.AcceptedAsync(options.Value.KeptFiles, cancel)).Select(one => one.Id)]);
        await shared.TakeModelAsync(cancel);
    }

    private ModelRun RunOf(string id, TrainingOutcome outcome, TrainingEnd end, string? why) => new()
    {
        Id = id,
        At = Now,
        Outcome = end.ToString().ToLowerInvariant(),
        Why = why,
        People = outcome.People,
        Titles = outcome.Titles,
        Events = outcome.Events,
        Missing = JsonSerializer.Serialize(outcome.Missing, KinoraJson.Options),
        Parameters = outcome.Parameters,
        Ndcg = outcome.Figures?.Ndcg,
        Recall = outcome.Figures?.Recall,
        Coverage = outcome.Figures?.Coverage,
        BaseNdcg = outcome.Baseline?.Ndcg,
        BaseRecall = outcome.Baseline?.Recall,
        BaseCoverage = outcome.Baseline?.Coverage,
        CalibratedOn = 0,
        Seconds = 0,
        PeakBytes = 0,
        FileBytes = 0,
    };

    private static long PeakBytes()
    {
        using var own = Process.GetCurrentProcess();
        return own.PeakWorkingSet64;
    }
}
