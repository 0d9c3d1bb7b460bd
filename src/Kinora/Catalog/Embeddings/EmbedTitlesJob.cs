using Kinora.Catalog.Contracts;
using Kinora.Catalog.Enrichment;
using Kinora.Catalog.Snapshots;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Kinora.Catalog.Embeddings;

/// <summary>
/// Gives titles their vectors: those that have none, or one of older texts or of another model. What was stored stays stored, so a job that
/// is stopped goes on where it was; a title whose texts are the same is not embedded again.
/// </summary>
internal sealed class EmbedTitlesJob(
    SnapshotKeeper keeper, VectorLoader loader, TitleVectorStore store, TitleTexts texts, Embedder embedder, Db db, IJobs jobs,
    IOptions<EmbeddingOptions> options) : IJob<EmbedTitlesJob.Args>
{
    /// <summary>With more new vectors than this, moods and themes of the whole library are looked at.</summary>
    private const int MostNamed = 2_000;

    /// <summary>Jobs of this kind run one after the other.</summary>
    public const string Key = "all";

    /// <summary>What to embed.</summary>
    /// <param name="All">Titles that are up to date too.</param>
    internal sealed record Args(bool All = false);

    /// <summary>What it did.</summary>
    internal sealed record Report(string Model, int Titles, int Embedded, int Unchanged);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        if (embedder.Current is not { } current)
            return;
        var made = new List<int>();
        var snapshot = await keeper.RefreshAsync(cancel);
        var titles = args.All ? Everything(snapshot) : loader.Stale(snapshot);
        var report = new Report(current.Name, titles.Count, 0, 0);
        context.Report(report);
        foreach (var batch in titles.Chunk(current.Batch))
        {
            report = await BatchAsync(current, snapshot, batch, args.All, report, made, cancel);
            context.Progress((double)(report.Embedded + report.Unchanged) / titles.Count);
            context.Report(report);
        }

        await keeper.RefreshAsync(cancel);
        if (options.Value.Automatic && made.Count > 0)
            await EnrichAsync(made, cancel);
        context.Progress(1);
    }

    /// <summary>Titles that are told differently now may have other moods and themes.</summary>
    private Task<string> EnrichAsync(List<int> made, CancellationToken cancel) => db.TransactAsync(
        tx => made.Count > MostNamed
            ? jobs.AddAsync<EnrichTitlesJob>(tx, new EnrichTitlesJob.Args(), new JobFiling { Key = EnrichTitles.Local })
            : jobs.AddAsync<EnrichTitlesJob>(tx, new EnrichTitlesJob.Args(Titles: made)),
        cancel);

    private async Task<Report> BatchAsync(
        ITitleEmbedder current, CatalogueSnapshot snapshot, int[] titles, bool again, Report report, List<int> made, CancellationToken cancel)
    {
        // Load
        var said = await texts.OfAsync(snapshot, titles, cancel);
        var known = await store.ContentsAsync(current.ModelId, titles, cancel);

        // Decide
        var hashes = said.Select(TitleTexts.Hash).ToList();
        var changed = Enumerable.Range(0, titles.Length).Where(i => again || !known.TryGetValue(titles[i], out var before) || before != hashes[i]).ToList();
        var vectors = changed.Count == 0 ? [] : await current.TitlesAsync(changed.ConvertAll(i => said[i]), cancel);

        // Save
        var at = changed.Select((title, place) => (title, place)).ToDictionary(pair => pair.title, pair => vectors[pair.place]);
        await store.SaveAsync(
            current.ModelId,
            [.. titles.Select((title, i) => new TitleVectorStore.Entry(title, snapshot.RevisionOf(title), hashes[i], at.GetValueOrDefault(i)))], cancel);
        made.AddRange(changed.Select(place => titles[place]));
        return report with { Embedded = report.Embedded + changed.Count, Unchanged = report.Unchanged + titles.Length - changed.Count };
    }

    private static List<int> Everything(CatalogueSnapshot snapshot) =>
        [.. Enumerable.Range(0, snapshot.Count).Where(title => VectorLoader.Wants(snapshot, title))];
}
