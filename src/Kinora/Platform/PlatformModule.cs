using Kinora.Platform.Audit;
using Kinora.Platform.Database;
using Kinora.Platform.Events;
using Kinora.Platform.Http;
using Kinora.Platform.Jobs;
using Kinora.Platform.Live;
using Kinora.Platform.Privacy;
using Kinora.Platform.Security;
using Kinora.Platform.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kinora.Platform;

/// <summary>What all modules stand on: database, jobs, events, HTTP conventions, security, telemetry.</summary>
internal sealed class PlatformModule : IModule
{
    public string Name => "Platform";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Db>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            var (meter, log) = (provider.GetRequiredService<DbMeter>(), provider.GetRequiredService<ILogger<Db>>());
            return options.Engine == "postgres"
                ? new PostgresDb(options, provider.GetRequiredService<ActsOtherwise>().Actor, meter, log)
                : new SqliteDb(provider.GetRequiredService<DataFolder>().Database, options, meter, log);
        });
        services.AddSingleton<DbMeter>();
        services.TryAddSingleton(new ActsOtherwise(Actor.Nobody));
        services.AddSingleton<Migrator>().AddSingleton<RowSecurity>();
        services.AddRowOwner("user_id", $"user_id = {RowRules.Me}").AddRowOwner("owner", $"owner = {RowRules.Me}");
        services.AddRowRule("job", own: $"user_id is null or user_id = {RowRules.Me}", admins: true);
        services.AddTelemetry();
        services.TryAddSingleton<ICallerSource, Strangers>();
        services.AddKinoraHttp(configuration, Folder(services));
        services.AddJobQueue(configuration);
        services.AddEventOutbox();
        services.AddOptions<LiveOptions>().Bind(configuration.GetSection(LiveOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LiveWake>().AddSingleton<LiveHub>().AddSingleton<StreamEvents>().AddSingleton<ILiveSource, JobsLive>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveHub>());
        services.AddSingleton<AuditLog>().AddSingleton<ReadAudit>();
        services.AddSingleton<ExportRows>().AddSingleton<IExportPart, PlatformExport>();
    }

    private static DataFolder Folder(IServiceCollection services) =>
        (DataFolder)services.Single(service => service.ServiceType == typeof(DataFolder)).ImplementationInstance!;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        JobRoutes.Map(endpoints);
        ReadAudit.Map(endpoints);
        StreamEvents.Map(endpoints);
        Health.Map(endpoints);
        MetricsRoute.Map(endpoints);
    }
}
