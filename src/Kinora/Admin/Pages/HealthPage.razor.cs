using System.Data.Common;
using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Admin.Pages;

public partial class HealthPage
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private Db Db { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private AssetManifest Files { get; set; } = null!;

    [Inject]
    private JobRoutes Jobs { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private List<HealthLine> Parts { get; } = [];

    protected override async Task OnInitializedAsync()
    {
        var cancel = Context.RequestAborted;
        Parts.Add(await DatabaseAsync(cancel));
        var snapshot = Catalogue.Current;
        Parts.Add(new(AdminWords.Catalogue, true, AdminWords.CatalogueText(Facts.Count(snapshot.Titles), snapshot.Version, Facts.Ago(snapshot.BuiltAt, Time.GetUtcNow()))));
        Parts.Add(new(AdminWords.WebBuild, Files.Built, Files.Built ? AdminWords.WebBuildThere : AdminWords.WebBuildMissing));
        var failed = await Jobs.ListAsync("failed", null, new Paged(1, null, ""), Context.Features.Get<Caller>()!, cancel);
        var count = failed.Succeeded ? failed.Value.Total ?? 0 : 0;
        Parts.Add(new(AdminWords.FailedJobs, count == 0, count == 0 ? AdminWords.NoneFailed : AdminWords.FailedJobsText(Facts.Count(count))));
    }

    private async Task<HealthLine> DatabaseAsync(CancellationToken cancel)
    {
        var began = Time.GetTimestamp();
        try
        {
            await Db.QueryAsync<long>("select 1", null, cancel);
            var took = Time.GetElapsedTime(began).TotalMilliseconds.ToString("0.0", CultureInfo.CurrentCulture);
            return new(AdminWords.Database, true, AdminWords.DatabaseText(Db is SqliteDb ? "SQLite" : "PostgreSQL", took));
        }
        catch (DbException fault)
        {
            return new(AdminWords.Database, false, fault.Message);
        }
    }

    private sealed record HealthLine(string Name, bool Well, string Detail);
}
