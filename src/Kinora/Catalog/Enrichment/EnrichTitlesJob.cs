using Kinora.Catalog.Contracts;
using Kinora.Catalog.Embeddings;
using Kinora.Catalog.Snapshots;
using Kinora.Platform.Jobs;
using Kinora.Ranking.Columns;

namespace Kinora.Catalog.Enrichment;

/// <summary>
/// Gives titles moods, themes and a short description where they have none, or where an earlier run gave them. What a person has set, and what an import brought,
/// stays. Stopped, it goes on where it was.
/// </summary>
internal sealed class EnrichTitlesJob(
    SnapshotKeeper keeper, EnrichmentStore store, TitleTexts texts, ITitleDetails details, Embedder embedder, LabelModels labels, ChatModel model,
    ChatEnrichment chat)
    : IJob<EnrichTitlesJob.Args>
{
    private const int Batch = 200;

    /// <summary>Titles that another model than the built-in one is measured on at most, evenly over the catalogue.</summary>
    private const int MostMeasured = 2_000;

    /// <summary>By which provider.</summary>
    /// <param name="Titles">Only these, by ordinal; null = all.</param>
    internal sealed record Args(string Provider = EnrichTitles.Local, IReadOnlyList<int>? Titles = null);

    /// <summary>What it did.</summary>
    /// <param name="Titles">Looked at.</param>
    /// <param name="Written">Given other moods or themes.</param>
    /// <param name="ByHand">Left as a person set them.</param>
    /// <param name="WithoutVector">Not embedded yet, so not looked at.</param>
    internal sealed record Report(int Titles, int Written, int ByHand, int WithoutVector)
    {
        /// <summary>So many titles with a vector the model needs before it can say anything; 0 = there are enough.</summary>
        public int Needs { get; init; }

        /// <summary>Of a chat model.</summary>
        public ChatFigures? Chat { get; init; }
    }

    /// <summary>What a chat model did and took.</summary>
    /// <param name="Known">Titles that it was not asked about: it was before, or they are all a person's.</param>
    /// <param name="Unusable">Answers that are none.</param>
    /// <param name="Cost">By the prices that are set; 0 where none are.</param>
    internal sealed record ChatFigures(int Asked, int Known, int Unusable, long TokensIn, long TokensOut, decimal Cost);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        var snapshot = await keeper.RefreshAsync(cancel);
        int[] library = [.. Enumerable.Range(0, snapshot.Count).Where(title => VectorLoader.Wants(snapshot, title))];
        if (args.Provider == EnrichTitles.Chat)
            await chat.RunAsync(snapshot, args.Titles is { } some ? [.. library.Intersect(some)] : library, context, cancel);
        else
            await RunAsync(args, snapshot, library, context, cancel);
        await keeper.RefreshAsync(cancel);
        context.Progress(1);
    }

    /// <summary>By what is near in meaning, without anything outside.</summary>
    private async Task RunAsync(Args args, CatalogueSnapshot snapshot, int[] library, JobContext context, CancellationToken cancel)
    {
        if (embedder.Current is not { } current)
            throw new JobFailedException(embedder.Missing!);
        int[] ready = [.. library.Where(title => snapshot.Columns.Chunk(title).Vectors?.Has(CatalogueColumns.Local(title)) == true)];
        if (!current.IsBuiltIn && ready.Length < LabelModel.LeastMeasured)
        {
            context.Report(new Report(0, 0, 0, library.Length - ready.Length) { Needs = LabelModel.LeastMeasured });
            return;
        }

        var labelModel = await labels.OfAsync(current, cancel);
        if (!current.IsBuiltIn)
            labelModel = labelModel.Measured(Sample(snapshot, ready));
        var titles = args.Titles is { } only ? [.. ready.Intersect(only)] : ready;
        var report = new Report(0, 0, 0, args.Titles is null ? library.Length - ready.Length : 0);
        context.Report(report);
        foreach (var batch in titles.Chunk(Batch))
        {
            report = await BatchAsync(args.Provider, labelModel, snapshot, batch, report, cancel);
            context.Progress((double)report.Titles / titles.Length);
            context.Report(report);
        }
    }

    private static List<(sbyte[] Numbers, float Scale)> Sample(CatalogueSnapshot snapshot, int[] ready)
    {
        var step = Math.Max(1, ready.Length / MostMeasured);
        return [.. ready.Where((_, place) => place % step == 0).Select(title =>
        {
            var (vectors, local) = (snapshot.Columns.Chunk(title).Vectors!, CatalogueColumns.Local(title));
            return (vectors[local].ToArray(), vectors.Scale(local));
        })];
    }

    private async Task<Report> BatchAsync(
        string provider, LabelModel labelModel, CatalogueSnapshot snapshot, int[] titles, Report report, CancellationToken cancel)
    {
        // Load
        var said = await texts.OfAsync(snapshot, titles, cancel);
        var (known, now) = (await store.KnownAsync(titles, cancel), await details.GetAsync(snapshot, titles, cancel));

        // Decide
        var entries = titles.Select((title, i) =>
        {
            var (vectors, local) = (snapshot.Columns.Chunk(title).Vectors!, CatalogueColumns.Local(title));
            var found = labelModel.Of(vectors[local], vectors.Scale(local), said[i].Genres) with { Short = ShortText.Of(said[i].Synopsis) };
            return EnrichmentRules.EntryOf(snapshot, title, now[i], known.GetValueOrDefault(title), found);
        }).ToList();

        // Save, but for what a chat model said of these very texts.
        var own = entries.Where((entry, i) => entry.To.Step == EnrichStep.Write && known.GetValueOrDefault(titles[i])?.Asked is var asked && (asked is null || asked != model.Hash(said[i])));
        var written = await store.SaveAsync(provider, [.. own], cancel);
        return report with
        {
            Titles = report.Titles + titles.Length,
            Written = report.Written + written,
            ByHand = report.ByHand + entries.Count(entry => entry.To.Step == EnrichStep.ByHand),
        };
    }
}
