using Kinora.Catalog.Contracts;
using Kinora.Catalog.Embeddings;
using Kinora.Integrations.OpenAi;
using Kinora.Platform.Jobs;

namespace Kinora.Catalog.Enrichment;

/// <summary>
/// Enriches titles by a chat model, one question a title. What was asked and answered is remembered, so that a run that is stopped, by the day's
/// limit or by a person, goes on where it was and nothing is paid for twice.
/// </summary>
internal sealed class ChatEnrichment(ChatModel model, EnrichmentStore store, TitleTexts texts, ITitleDetails details)
{
    private const int Batch = 8;

    /// <summary>After so many answers in a row that are none, the model is not up to it.</summary>
    private const int MostUnusable = 10;

    public async Task RunAsync(CatalogueSnapshot snapshot, int[] titles, JobContext context, CancellationToken cancel)
    {
        if (model.Missing is { } missing)
            throw new JobFailedException(missing);
        var run = new Run(new EnrichTitlesJob.Report(0, 0, 0, 0) { Chat = new EnrichTitlesJob.ChatFigures(0, 0, 0, 0, 0, 0) });
        context.Report(run.Report);
        foreach (var batch in titles.Chunk(Batch))
        {
            await BatchAsync(snapshot, batch, run, cancel);
            context.Progress((double)run.Report.Titles / titles.Length);
            context.Report(run.Report);
            if (run.Fault is { } fault)
                throw new JobFailedException(fault);
        }
    }

    private async Task BatchAsync(CatalogueSnapshot snapshot, int[] titles, Run run, CancellationToken cancel)
    {
        // Load
        var (said, known) = (await texts.OfAsync(snapshot, titles, cancel), await store.KnownAsync(titles, cancel));
        var now = await details.GetAsync(snapshot, titles, cancel);

        // Decide
        var entries = new List<EnrichmentStore.Entry>();
        var looked = 0;
        for (; looked < titles.Length && run.Fault is null; looked++)
        {
            var (title, before, hash) = (titles[looked], known.GetValueOrDefault(titles[looked]), model.Hash(said[looked]));
            if (before?.Asked == hash || (before?.Hand is { Labels: true, Short: true }))
                run.Chat = run.Chat with { Known = run.Chat.Known + 1 };
            else if (await AskAsync(said[looked], run, cancel) is { } found)
                entries.Add(EnrichmentRules.EntryOf(snapshot, title, now[looked], before, found) with { Asked = hash });
        }

        // Save, also what was paid for before a fault.
        var written = await store.SaveAsync(EnrichTitles.Chat, entries, CancellationToken.None);
        run.Report = run.Report with
        {
            Titles = run.Report.Titles + looked,
            Written = run.Report.Written + written,
            ByHand = run.Report.ByHand + entries.Count(entry => entry.To.Step == EnrichStep.ByHand),
            Chat = run.Chat,
        };
    }

    /// <summary>Null where nothing usable came; then the run knows why.</summary>
    private async Task<Labels?> AskAsync(TitleText title, Run run, CancellationToken cancel)
    {
        ChatReply reply;
        try
        {
            reply = await model.AskAsync(title, cancel);
        }
        catch (OpenAiException fault)
        {
            run.Fault = fault.Message;
            return null;
        }

        var found = ChatAnswer.Read(reply.Content);
        var (chat, options) = (run.Chat, model.Options);
        run.Chat = chat with
        {
            Asked = chat.Asked + 1,
            Unusable = chat.Unusable + (found is null ? 1 : 0),
            TokensIn = chat.TokensIn + reply.TokensIn,
            TokensOut = chat.TokensOut + reply.TokensOut,
            Cost = chat.Cost + options.CostOf(reply.TokensIn, reply.TokensOut),
        };
        run.InARow = found is null ? run.InARow + 1 : 0;
        if (run.InARow >= MostUnusable)
            run.Fault = $"The model {options.ChatModel} gave {MostUnusable} answers in a row that are none. Choose another one (OpenAi:ChatModel).";
        return found;
    }

    private sealed class Run(EnrichTitlesJob.Report report)
    {
        public EnrichTitlesJob.Report Report { get; set; } = report;

        public EnrichTitlesJob.ChatFigures Chat { get; set; } = report.Chat!;

        public int InARow { get; set; }

        public string? Fault { get; set; }
    }
}
