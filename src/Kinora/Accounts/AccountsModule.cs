using Kinora.Accounts.Contracts;
using Kinora.Accounts.Identities;
using Kinora.Accounts.Pages;
using Kinora.Accounts.Privacy;
using Kinora.Accounts.SignIn;
using Kinora.Integrations.Mail;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Platform.Privacy;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
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
        services.AddRowOwner("profile_id", $"profile_id = any (array(select p.id from profile p where p.user_id = {RowRules.Me}))");
        services.AddRowRule("user_account", own: $"id = {RowRules.Me}", admins: true).AddRowRule("profile", admins: true);
        services.AddRowRule("one_time_code", own: "false", admins: true);
        services.TryAddSingleton(new ServerConsole(TextWriter.Null));
        services.Replace(ServiceDescriptor.Singleton<ICallerSource, CallerSource>());
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        // Nobody is anybody yet: what these need of people's rows, their own conditions and the secrets guard.
        var signIn = endpoints.MapGroup("").WithMetadata(new ActsAsSystemAttribute());
        RequestCode.Map(signIn);
        VerifyCode.Map(signIn);
        SignInByLink.Map(signIn);
        CreateFirstAdmin.Map(signIn);
        BlockMyNetwork.Map(signIn);
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
