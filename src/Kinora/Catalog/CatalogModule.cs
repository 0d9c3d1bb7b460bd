using Kinora.Catalog.Collections;
using Kinora.Catalog.Connectors;
using Kinora.Catalog.Connectors.MediaCms;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Demo;
using Kinora.Catalog.Embeddings;
using Kinora.Catalog.Enrichment;
using Kinora.Catalog.Import;
using Kinora.Catalog.Pages;
using Kinora.Catalog.Search;
using Kinora.Catalog.Snapshots;
using Kinora.Catalog.Titles;
using Kinora.Integrations.OpenAi;
using Kinora.Platform;
using Kinora.Platform.Jobs;
using Kinora.Platform.Live;
using Kinora.Platform.Privacy;
using Kinora.Platform.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Catalog;

/// <summary>Titles, their import, the snapshots that everybody reads, collections.</summary>
internal sealed class CatalogModule : IModule
{
    public string Name => "Catalog";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CatalogOptions>().Bind(configuration.GetSection(CatalogOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TitlePopularity>().AddSingleton<SearchMeter>().AddSingleton<SnapshotMeter>().AddSingleton<SnapshotLoader>().AddSingleton<SnapshotKeeper>();
        services.AddSingleton<ICatalogue>(provider => provider.GetRequiredService<SnapshotKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<SnapshotKeeper>());
        services.AddOptions<EmbeddingOptions>().Bind(configuration.GetSection(EmbeddingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOpenAi(configuration);
        services.AddSingleton<Embedder>().AddSingleton<VectorLoader>().AddSingleton<TitleVectorStore>().AddSingleton<TitleTexts>();
        services.AddSingleton<MeaningSearch>().AddSingleton<GenerateEmbeddings>().AddSingleton<IHealthPart, EmbeddingHealth>();
        services.AddJob<EmbedTitlesJob>("catalog.embed").AddSchedule<EmbedTitlesJob>(TimeSpan.FromHours(1), new EmbedTitlesJob.Args());
        services.AddSingleton<EmbeddingFollower>().AddHostedService(provider => provider.GetRequiredService<EmbeddingFollower>());
        services.AddSingleton<ICatalogueChanged>(provider => provider.GetRequiredService<EmbeddingFollower>());
        services.AddSingleton<EnrichmentStore>().AddSingleton<EnrichTitles>().AddSingleton<ChatModel>().AddSingleton<ChatEnrichment>();
        services.AddSingleton<LabelModels>().AddJob<EnrichTitlesJob>("catalog.enrich");
        services.AddSingleton<ChangeSets>();
        services.AddJob<TitleSweep>("catalog.sweep").AddSchedule<TitleSweep>(TimeSpan.FromHours(1), new TitleSweep.Args());
        services.AddSingleton<ITitleImport, TitleImport>();
        services.AddJob<ImportTitlesJob>("catalog.import", tries: 3);
        services.AddSingleton<ITitleDetails, TitleDetailsReader>().AddSingleton<ITitleReplies, TitleReplies>();
        services.AddSingleton<ShownTitles>().AddSingleton<TitleEditor>().AddSingleton<GetTitle>().AddSingleton<ListGenres>();
        services.AddJob<RefreshCatalogueJob>("catalog.refresh");
        services.AddConnectors().AddMediaCmsConnector(configuration);
        services.AddSingleton<CollectionStore>().AddSingleton<ICollections>(provider => provider.GetRequiredService<CollectionStore>());
        services.AddSingleton<IRail, CollectionsRail>();
        services.AddSingleton<IDemoLibrary, DemoLibrary>();
        services.AddSingleton<IExportPart, CatalogExport>();
        services.AddSingleton<CatalogueLive>();
        services.AddSingleton<ILiveSource>(provider => provider.GetRequiredService<CatalogueLive>());
        services.AddSingleton<ICatalogueChanged>(provider => provider.GetRequiredService<CatalogueLive>());
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        SearchTitles.Map(endpoints);
        SearchByMeaning.Map(endpoints);
        SuggestTitles.Map(endpoints);
        GetTitle.Map(endpoints);
        GetNextTitle.Map(endpoints);
        GetCreator.Map(endpoints);
        ListGenres.Map(endpoints);
        CollectionRoutes.Map(endpoints);
        CatalogueAdmin.Map(endpoints);
        EditTitle.Map(endpoints);
        GenerateEmbeddings.Map(endpoints);
        EmbeddingForm.Map(endpoints);
        EnrichTitles.Map(endpoints);
        ImportTitles.Map(endpoints);
        ImportUpload.Map(endpoints);
        RefreshForm.Map(endpoints);
        DemoMedia.Map(endpoints);
    }
}
