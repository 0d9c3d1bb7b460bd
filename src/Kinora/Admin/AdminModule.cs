using Kinora.Admin.Backup;
using Kinora.Integrations.Nats;
using Kinora.Platform;
using Kinora.Platform.Jobs;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Admin;

/// <summary>Running it: backups from the running server; the pages of administration.</summary>
internal sealed class AdminModule : IModule
{
    public string Name => "Admin";

    public void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<MakeBackup>().AddJob<BackupJob>(BackupJob.Kind, tries: 1).AddNats(configuration);

    public void Map(IEndpointRouteBuilder endpoints) => MakeBackup.Map(endpoints);
}
