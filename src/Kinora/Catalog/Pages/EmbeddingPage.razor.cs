using System.Text.Json;
using Kinora.Catalog.Embeddings;
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
    private TimeProvider Time { get; set; } = null!;

    private GenerateEmbeddings.State State { get; set; } = null!;

    private IReadOnlyList<JobView> Jobs { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        State = Slice.Now();
        var page = await JobList.ListAsync(null, "catalog.embed", new Paged(Shown, null, ""), Context.Features.Get<Caller>()!, Context.RequestAborted);
        Jobs = page.Value.Items;
    }

    private static string DoneOf(JobView job)
    {
        var report = job.Report?.ValueKind == JsonValueKind.Object ? job.Report.Value.Deserialize<EmbedTitlesJob.Report>(KinoraJson.Options) : null;
        return report is null ? EmbeddingWords.AJob : EmbeddingWords.Done(Facts.Count(report.Embedded), Facts.Count(report.Unchanged));
    }
}
