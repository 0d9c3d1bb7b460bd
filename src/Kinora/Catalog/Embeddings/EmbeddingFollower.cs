using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Catalog.Embeddings;

/// <summary>Files the job that embeds titles when some have come or changed.</summary>
internal sealed class EmbeddingFollower(
    ICatalogue catalogue, VectorLoader loader, Embedder embedder, IOptions<EmbeddingOptions> options, Db db, IJobs jobs, ILogger<EmbeddingFollower> log)
    : BackgroundService, ICatalogueChanged
{
    /// <summary>Edits come in groups.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Wake _wake = new();

    public void Swapped(CatalogueSnapshot before, CatalogueSnapshot after) => _wake.Set();

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (embedder.Current is null)
        {
            log.LogInformation("Titles are found by their words alone. {Why}", embedder.Missing);
            return;
        }

        while (options.Value.Automatic && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (loader.Stale(catalogue.Current).Count > 0)
                    await FileAsync(stoppingToken);
                await _wake.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
                await Task.Delay(Patience, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogWarning(fault, "The job that embeds titles could not be filed; the next change of the catalogue tries again.");
                await Task.Delay(Patience, stoppingToken);
            }
        }
    }

    private Task<string> FileAsync(CancellationToken cancel) => db.TransactAsync(
        tx => jobs.AddAsync<EmbedTitlesJob>(tx, new EmbedTitlesJob.Args(), new JobFiling { Key = EmbedTitlesJob.Key }), cancel);
}
