using Kinora.Accounts.Contracts;
using Kinora.Platform.Jobs;
using Kinora.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Library.Vault;

internal static class VaultServices
{
    public static IServiceCollection AddVault(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<VaultOptions>().Bind(configuration.GetSection(VaultOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<VaultStore>().AddSingleton<VaultPeople>().AddSingleton<VaultStateCache>().AddSingleton<VaultPicture>();
        services.AddSingleton<WriteVault>().AddSingleton<VaultEntry>().AddSingleton<RestoreVault>().AddSingleton<VerifyVault>();
        services.AddSingleton<ReadEdits>().AddSingleton<MergeStates>().AddSingleton<MergeQueues>().AddSingleton<MergeProfile>();
        services.AddSingleton<IProfileObserver, MarkProfile>().AddSingleton<IHealthPart, VaultHealth>().AddJob<VaultRemoval>("library.vault.remove");
        return services.AddSingleton<VaultWriter>().AddHostedService(provider => provider.GetRequiredService<VaultWriter>());
    }
}
