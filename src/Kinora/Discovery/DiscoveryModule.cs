using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Experiments;
using Kinora.Discovery.Feed;
using Kinora.Discovery.Home;
using Kinora.Discovery.Learning;
using Kinora.Discovery.Models;
using Kinora.Discovery.Pages;
using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Discovery.Tastes;
using Kinora.Library.Contracts;
using Kinora.Platform;
using Kinora.Platform.Jobs;
using Kinora.Platform.Privacy;
using Kinora.Platform.Telemetry;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Discovery;

/// <summary>What to watch next: the feed, the rails, and what is learned from everybody.</summary>
internal sealed class DiscoveryModule : IModule
{
    public string Name => "Discovery";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DiscoveryOptions>().Bind(configuration.GetSection(DiscoveryOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<FeedMeter>();
        services.AddSingleton<FeedStore>();
        services.AddSingleton<FeedPages>();
        services.AddSingleton<ProfileStates>();
        services.AddSingleton<ISignalObserver>(provider => provider.GetRequiredService<ProfileStates>());
        services.AddSingleton<SharedStates>();
        services.AddSingleton<ISignalObserver>(provider => provider.GetRequiredService<SharedStates>());
        services.AddHostedService(provider => provider.GetRequiredService<SharedStates>());
        services.AddSingleton<StateSaver>();
        services.AddHostedService(provider => provider.GetRequiredService<StateSaver>());
        services.AddSingleton<ITitleAnnotator, HiddenMark>();
        services.AddSingleton<IViewerMarks, ViewerMarks>();
        services.AddSingleton<HomeView>();
        services.AddSingleton<IUserRemovalPart, RemoveStates>().AddSingleton<IExportPart, DiscoveryExport>();
        services.AddSingleton<WarmUp>().AddSingleton<MyTaste>().AddSingleton<TraceFeed>();
        services.AddSingleton<SweepFeed>();
        services.AddJob<SweepFeed>("discovery.sweep").AddSchedule<SweepFeed>(TimeSpan.FromDays(1), new SweepFeed.Args());
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ModelStore>().AddSingleton<ModelFiles>().AddSingleton<ServedModels>().AddSingleton<ManageModels>();
        services.AddSingleton<TrainingHistories>().AddSingleton<CalibrateModel>();
        services.AddSingleton<IHealthPart>(provider => provider.GetRequiredService<ServedModels>());
        services.AddJob<TrainModels>("discovery.train", tries: 2);
        if (configuration.GetValue($"{ModelOptions.Section}:{nameof(ModelOptions.TrainHours)}", new ModelOptions().TrainHours) is var hours and > 0)
            services.AddSchedule<TrainModels>(TimeSpan.FromHours(hours), new TrainModels.Args());
        services.AddSingleton<FlagStore>().AddSingleton<FeedExperiments>().AddSingleton<ManageFlags>().AddSingleton<LoggedDraws>().AddSingleton<GetExperiment>();
        services.AddJob<CountOutcomes>("discovery.experiments").AddSchedule<CountOutcomes>(TimeSpan.FromHours(1), new CountOutcomes.Args());
        services.AddSingleton<HomeRails>().AddSingleton<PickTitle>().AddSingleton<ILearningPicks, PickLearning>();
        services.AddSingleton<Households>().AddSingleton<Begun>().AddSingleton<RailPages>();
        services.AddSingleton<IHomeRails>(provider => provider.GetRequiredService<HomeRails>());
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        GetFeed.Map(endpoints);
        RecordImpressions.Map(endpoints);
        TurnDials.Map(endpoints);
        ResetFeed.Map(endpoints);
        ExplainSlot.Map(endpoints);
        HomeMore.Map(endpoints);
        SimilarRail.Map(endpoints);
        GetProfileStats.Map(endpoints);
        MyTaste.Map(endpoints);
        TasteForms.Map(endpoints);
        GetHome.Map(endpoints);
        GetRail.Map(endpoints);
        PickTitle.Map(endpoints);
        GetSimilar.Map(endpoints);
        ManageModels.Map(endpoints);
        TraceFeed.Map(endpoints);
        ManageFlags.Map(endpoints);
        GetExperiment.Map(endpoints);
    }
}
