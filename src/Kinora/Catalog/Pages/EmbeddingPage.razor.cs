using System.Globalization;
using System.Text.Json;
using Kinora.Catalog.Embeddings;
using Kinora.Catalog.Enrichment;
using Kinora.Integrations.OpenAi;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Catalog.Pages;

public partial class EmbeddingPage
{
    private const int Shown = 5;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private GenerateEmbeddings Slice { get; set; } = null!;

    [Inject]
    private JobRoutes JobList { get; set; } = null!;

    [Inject]
    private OpenAiClient OpenAi { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private GenerateEmbeddings.State State { get; set; } = null!;

    private IReadOnlyList<JobView> Jobs { get; set; } = [];

    private IReadOnlyList<JobView> LabelJobs { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        State = Slice.Now();
        Jobs = await RunsAsync("catalog.embed");
        LabelJobs = await RunsAsync("catalog.enrich");
    }

    private async Task<IReadOnlyList<JobView>> RunsAsync(string kind) =>
        (await JobList.ListAsync(null, kind, new Paged(Shown, null, ""), Context.Features.Get<Caller>()!, Context.RequestAborted)).Value.Items;

    /// <summary>What the server was sent today, as that is what it charges for.</summary>
    private string Cost
    {
        get
        {
            var (requests, characters) = OpenAi.Today;
            return OpenAi.Options.CharactersPerDay > 0
                ? EmbeddingWords.SentOf(Facts.Count(characters), Facts.Count(OpenAi.Options.CharactersPerDay), Facts.Count(requests))
                : EmbeddingWords.Sent(Facts.Count(characters), Facts.Count(requests));
        }
    }

    /// <summary>What the chat model took today, and how much is left.</summary>
    private string TokenCost => OpenAi.Options.ChatTokensPerDay > 0
        ? EmbeddingWords.TokensOf(Facts.Count(OpenAi.TokensToday), Facts.Count(OpenAi.Options.ChatTokensPerDay))
        : EmbeddingWords.Tokens(Facts.Count(OpenAi.TokensToday));

    private static string DoneOf(JobView job)
    {
        if (job is { Kind: "catalog.enrich", Report.ValueKind: JsonValueKind.Object })
        {
            var labels = job.Report.Value.Deserialize<EnrichTitlesJob.Report>(KinoraJson.Options)!;
            if (labels.Needs > 0)
                return EmbeddingWords.LabelsNeed(Facts.Count(labels.Needs));
            var done = EmbeddingWords.LabelsDone(Facts.Count(labels.Written), Facts.Count(labels.Titles), Facts.Count(labels.ByHand));
            return labels.Chat is not { } chat ? done : string.Join(" · ", new[]
            {
                done, EmbeddingWords.ChatDone(Facts.Count(chat.Asked), Facts.Count(chat.Known), Facts.Count(chat.Unusable), Facts.Count(chat.TokensIn + chat.TokensOut)),
                chat.Cost > 0 ? EmbeddingWords.ChatCost(chat.Cost.ToString("0.####", CultureInfo.CurrentCulture)) : null,
            }.OfType<string>());
        }

        var report = job.Report?.ValueKind == JsonValueKind.Object ? job.Report.Value.Deserialize<EmbedTitlesJob.Report>(KinoraJson.Options) : null;
        return report is null ? EmbeddingWords.AJob : EmbeddingWords.Done(Facts.Count(report.Embedded), Facts.Count(report.Unchanged));
    }
}
