using Kinora.Catalog.Contracts;
using Kinora.Catalog.Embeddings;
using Kinora.Catalog.Snapshots;
using Kinora.Platform.Jobs;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Enrichment;

/// <summary>
/// Gives titles moods and themes where they have none, or where an earlier run gave them. What a person has set, and what an import brought,
/// stays. Stopped, it goes on where it was.
/// </summary>
internal sealed class EnrichTitlesJob(SnapshotKeeper keeper, EnrichmentStore store, TitleTexts texts, Embedder embedder) : IJob<EnrichTitlesJob.Args>
{
    private const int Batch = 200;

    /// <summary>By which provider.</summary>
    internal sealed record Args(string Provider = EnrichTitles.Local);

    /// <summary>What it did.</summary>
    /// <param name="Titles">Looked at.</param>
    /// <param name="Written">Given other moods or themes.</param>
    /// <param name="ByHand">Left as a person set them.</param>
    /// <param name="WithoutVector">Not embedded yet, so not looked at.</param>
    internal sealed record Report(int Titles, int Written, int ByHand, int WithoutVector);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        if (embedder.Current is not { } current)
            throw new JobFailedException(embedder.Missing!);
        var model = await LabelModel.MakeAsync(current, cancel);
        var snapshot = await keeper.RefreshAsync(cancel);
        int[] all = [.. Enumerable.Range(0, snapshot.Count).Where(title => VectorLoader.Wants(snapshot, title))];
        int[] titles = [.. all.Where(title => snapshot.Columns.Chunk(title).Vectors?.Has(CatalogueColumns.Local(title)) == true)];
        var report = new Report(0, 0, 0, all.Length - titles.Length);
        context.Report(report);
        foreach (var batch in titles.Chunk(Batch))
        {
            report = await BatchAsync(args.Provider, model, snapshot, batch, report, cancel);
            context.Progress((double)report.Titles / titles.Length);
            context.Report(report);
        }

        await keeper.RefreshAsync(cancel);
        context.Progress(1);
    }

    private async Task<Report> BatchAsync(
        string provider, LabelModel model, CatalogueSnapshot snapshot, int[] titles, Report report, CancellationToken cancel)
    {
        // Load
        var said = await texts.OfAsync(snapshot, titles, cancel);
        var known = await store.KnownAsync(titles, cancel);

        // Decide
        var entries = titles.Select((title, i) =>
        {
            var (vectors, local) = (snapshot.Columns.Chunk(title).Vectors!, CatalogueColumns.Local(title));
            var found = model.Of(vectors[local], vectors.Scale(local), said[i].Genres);
            var to = EnrichmentRules.Decide(
                EnrichmentRules.Join(snapshot.Words.Moods.Of(snapshot.MoodsOf(title))), EnrichmentRules.Join(snapshot.Words.Themes.Of(snapshot.ThemesOf(title))),
                known.GetValueOrDefault(title), found);
            return new EnrichmentStore.Entry(snapshot.IdOf(title), title, snapshot.RevisionOf(title), found, to);
        }).ToList();

        // Save
        var written = await store.SaveAsync(provider, entries.FindAll(entry => entry.To.Step == EnrichStep.Write), cancel);
        return report with
        {
            Titles = report.Titles + titles.Length,
            Written = report.Written + written,
            ByHand = report.ByHand + entries.Count(entry => entry.To.Step == EnrichStep.ByHand),
        };
    }
}
