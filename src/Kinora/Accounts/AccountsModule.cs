using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kinora.Accounts;

/// <summary>Who: users, roles, one-time codes, sessions, tokens, profiles and their preferences.</summary>
internal sealed class AccountsModule : IModule
{
    public string Name => "Accounts";

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountsOptions>().Bind(configuration.GetSection(AccountsOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UserStore>().AddSingleton<IUsers>(provider => provider.GetRequiredService<UserStore>());
        services.AddSingleton<ProfileStore>().AddSingleton<IProfiles>(provider => provider.GetRequiredService<ProfileStore>());
        services.AddSingleton<SessionStore>();
        services.AddSingleton<TokenStore>();
        services.Replace(ServiceDescriptor.Singleton<ICallerSource, CallerSource>());
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
    }
}
