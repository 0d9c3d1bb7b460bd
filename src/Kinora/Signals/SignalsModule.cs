using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Live;
using Kinora.Platform.Privacy;
using Kinora.Signals.Contracts;
using Kinora.Signals.Demo;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Signals;

/// <summary>The one door for engagement: record, deduplicate, derive.</summary>
internal sealed class SignalsModule : IModule
{
    public string Name => "Signals";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddSingleton<SignalClock>();
        services.AddSingleton<ISignalTitles, CatalogueTitles>();
        services.AddSingleton<IProfileVersions, ProfileVersions>();
        services.AddSingleton<ISignalHistory, SignalHistory>();
        services.AddSingleton<IOpinions, Opinions>().AddSingleton<NotInterested>().AddSingleton<FollowCreator>();
        services.AddSingleton<ISignalDoor, SignalDoor>();
        services.AddSingleton<IDemo, DemoLoader>();
        services.AddSingleton<SignalsLive>();
        services.AddSingleton<ILiveSource>(provider => provider.GetRequiredService<SignalsLive>());
        services.AddSingleton<ISignalObserver>(provider => provider.GetRequiredService<SignalsLive>());
        services.AddSingleton<IUserRemovalPart, RemoveProfiles>().AddSingleton<IExportPart, SignalsExport>();
        services.AddRowRule("report", admins: true);
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        RecordSignals.Map(endpoints);
        RateTitle.Map(endpoints);
        NotInterested.Map(endpoints);
        Pages.HiddenUndo.Map(endpoints);
        FollowCreator.Map(endpoints);
        Pages.FollowEnd.Map(endpoints);
        ReportTitle.Map(endpoints);
        DismissTitle.Map(endpoints);
        ListReports.Map(endpoints);
    }
}
