using Kinora.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Integrations.OpenAi;

/// <summary>Down when the last request was not answered; nothing else stops because of it.</summary>
internal sealed class OpenAiHealth(OpenAiClient client) : IHealthPart
{
    public string Name => "openai";

    public bool Required => false;

    public Task<HealthState> CheckAsync(CancellationToken cancel) => Task.FromResult(
        client.Options.IsConfigured || client.Options.CanChat
            ? new HealthState(client.LastFault is null, client.LastFault ?? string.Join(", ", new[] { client.Options.EmbeddingModel, client.Options.ChatModel }.OfType<string>()))
            : new HealthState(true, "not set up (OpenAi:BaseUrl)"));
}

internal static class OpenAiServices
{
    public static IServiceCollection AddOpenAi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OpenAiOptions>().Bind(configuration.GetSection(OpenAiOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<OpenAiClient>().AddSingleton<IHealthPart, OpenAiHealth>();
    }
}
