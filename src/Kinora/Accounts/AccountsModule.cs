using Kinora.Accounts.Contracts;
using Kinora.Accounts.Identities;
using Kinora.Accounts.Pages;
using Kinora.Accounts.Privacy;
using Kinora.Accounts.SignIn;
using Kinora.Integrations.Mail;
using Kinora.Platform;
using Kinora.Platform.Jobs;
using Kinora.Platform.Privacy;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        services.AddSingleton<SessionStore>().AddSingleton<TokenStore>().AddSingleton<CodeStore>();
        services.AddSingleton<Sessions>().AddSingleton<Tokens>().AddSingleton<MyProfiles>().AddSingleton<EditProfiles>();
        services.AddSingleton<RequestCode>().AddSingleton<VerifyCode>().AddSingleton<SignInByLink>().AddSingleton<IssueCode>();
        services.AddSingleton<GuardStore>().AddSingleton<SignInLimits>().AddSingleton<BlockMyNetwork>();
        services.AddSingleton<IdentityStore>().AddSingleton(provider =>
                new JwtCheck(provider.GetRequiredService<IOptions<AccountsOptions>>().Value.Issuers, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<Identities.Identities>();
        services.AddMail(configuration);
        services.AddSingleton<ICodeCourier, ConsoleCourier>().AddSingleton<ICodeCourier, MailCourier>();
        services.AddSingleton<CodePost>().AddHostedService(provider => provider.GetRequiredService<CodePost>());
        services.AddSingleton<FirstStart>().AddSingleton<CreateFirstAdmin>().AddSingleton<Logout>();
        services.AddSingleton<IExportPart, AccountsExport>().AddSingleton<ExportStore>().AddSingleton<ExportArchive>().AddSingleton<ExportMyData>();
        services.AddSingleton<LeavingStore>().AddSingleton<LeaveForGood>().AddSingleton<IUserRemovalPart, RemoveExport>();
        services.AddJob<BuildExportJob>("accounts.export").AddJob<RemoveAccountJob>("accounts.remove");
        services.AddJob<SweepAccountsJob>("accounts.sweep").AddSchedule<SweepAccountsJob>(TimeSpan.FromDays(1), new SweepAccountsJob.Args());
        services.TryAddSingleton(new ServerConsole(TextWriter.Null));
        services.Replace(ServiceDescriptor.Singleton<ICallerSource, CallerSource>());
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        RequestCode.Map(endpoints);
        VerifyCode.Map(endpoints);
        SignInByLink.Map(endpoints);
        CreateFirstAdmin.Map(endpoints);
        BlockMyNetwork.Map(endpoints);
        ManageBlocks.Map(endpoints);
        Logout.Map(endpoints);
        WhoAmI.Map(endpoints);
        Sessions.Map(endpoints);
        Tokens.Map(endpoints);
        Identities.Identities.Map(endpoints);
        MyProfiles.Map(endpoints);
        EditProfiles.Map(endpoints);
        Avatars.Map(endpoints);
        WatchAs.Map(endpoints);
        ManageUsers.Map(endpoints);
        IssueCode.Map(endpoints);
        Leave.Map(endpoints);
        ExportMyData.Map(endpoints);
        LeaveForGood.Map(endpoints);
    }
}
