using System.Text.Json;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Ranking.Learning;

namespace Kinora.Discovery.Models;

/// <summary>How a training ended.</summary>
internal enum TrainingEnd
{
    /// <summary>Better than the baseline, and not much worse than the model before: it is served.</summary>
    Accepted,

    /// <summary>Trained, and not good enough.</summary>
    Refused,

    /// <summary>There is too little to learn from.</summary>
    Lacking,
}

/// <summary>Sole writer of <c>model_run</c> and <c>model_served</c>.</summary>
internal sealed class ModelStore(Db db)
{
    /// <summary>Runs that are remembered.</summary>
    private const int Kept = 365;

    public async Task<ServedModel?> ServedAsync(CancellationToken cancel) =>
        await db.FirstOrDefaultAsync<ServedModel>("select run_id, since from model_served where name = 'titles'", null, cancel);

    public Task<ModelRun?> RunAsync(string id, CancellationToken cancel) => db.FirstOrDefaultAsync<ModelRun>(Runs + " where id = @id", new { id }, cancel);

    /// <summary>The newest first.</summary>
    public Task<List<ModelRun>> RunsAsync(int count, CancellationToken cancel) =>
        db.QueryAsync<ModelRun>(Runs + " order by at desc, id desc limit @count", new { count }, cancel);

    /// <summary>Those that were good enough, the newest first.</summary>
    public Task<List<ModelRun>> AcceptedAsync(int count, CancellationToken cancel) =>
        db.QueryAsync<ModelRun>(Runs + " where outcome = 'accepted' order by at desc, id desc limit @count", new { count }, cancel);

    public static async Task AddAsync(Tx tx, ModelRun run)
    {
        await tx.ExecuteAsync(Insert, run);
        await tx.ExecuteAsync(Forget, new { count = Kept });
    }

    /// <summary>From here on all processes serve that model; null = the baselines.</summary>
    public static Task ServeAsync(Tx tx, string? runId, long at) => tx.ExecuteAsync(Serve, new { runId, at });

    private const string Columns = """
        id, at, outcome, why, people, titles, events, missing, parameters, ndcg, recall, coverage, base_ndcg, base_recall, base_coverage,
        calibrated_on, seconds, peak_bytes, file_bytes, checksum
        """;

    private const string Runs = $"select {Columns} from model_run";

    private const string Insert = $"""
        insert into model_run ({Columns})
        values (@Id, @At, @Outcome, @Why, @People, @Titles, @Events, @Missing, @Parameters, @Ndcg, @Recall, @Coverage, @BaseNdcg, @BaseRecall,
            @BaseCoverage, @CalibratedOn, @Seconds, @PeakBytes, @FileBytes, @Checksum)
        on conflict (id) do nothing
        """;

    private const string Forget = "delete from model_run where id not in (select id from model_run order by at desc, id desc limit @count)";

    private const string Serve = """
        insert into model_served (name, run_id, since) values ('titles', @runId, @at)
        on conflict (name) do update set run_id = excluded.run_id, since = excluded.since
        """;
}

internal sealed record ServedModel
{
    public string? RunId { get; init; }

    public required long Since { get; init; }
}

/// <summary>One training, as it is kept.</summary>
internal sealed record ModelRun
{
    public required string Id { get; init; }

    /// <summary>When it ended, Unix ms.</summary>
    public required long At { get; init; }

    /// <summary>A word of <see cref="TrainingEnd"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it is not served, for a person.</summary>
    public string? Why { get; init; }

    public required int People { get; init; }

    public required int Titles { get; init; }

    public required int Events { get; init; }

    /// <summary>JSON of what there is too little of.</summary>
    public required string Missing { get; init; }

    public required string Parameters { get; init; }

    public double? Ndcg { get; init; }

    public double? Recall { get; init; }

    public double? Coverage { get; init; }

    public double? BaseNdcg { get; init; }

    public double? BaseRecall { get; init; }

    public double? BaseCoverage { get; init; }

    /// <summary>Sights that the chance of a good viewing was fitted on; 0 = it was not.</summary>
    public required int CalibratedOn { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The most memory that the process had until then.</summary>
    public required long PeakBytes { get; init; }

    public required long FileBytes { get; init; }

    public string? Checksum { get; init; }

    public TrainingEnd End => Enum.Parse<TrainingEnd>(Outcome, ignoreCase: true);

    public IReadOnlyList<Missing> Lacks => JsonSerializer.Deserialize<List<Missing>>(Missing, KinoraJson.Options) ?? [];
}
