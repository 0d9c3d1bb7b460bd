using System.Globalization;
using Kinora.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Integrations.Mail;

/// <summary>Down when the last message was not taken; nothing else stops because of it.</summary>
internal sealed class MailHealth(Mailer mailer) : IHealthPart
{
    public string Name => "mail";

    public bool Required => false;

    public Task<HealthState> CheckAsync(CancellationToken cancel) => Task.FromResult(mailer switch
    {
        { IsConfigured: false } => new HealthState(true, "not set up (Mail:Host)"),
        { Last: null } => new HealthState(true, "nothing sent yet"),
        { Last: { Fault: { } fault } last } => new HealthState(false, $"{At(last)}: {fault}"),
        { Last: { } last } => new HealthState(true, $"last message taken {At(last)}"),
    });

    private static string At(MailResult result) => result.At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<Mailer>().AddSingleton<IHealthPart, MailHealth>();
    }
}
