using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kinora.Platform.Telemetry;

internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<MetricStore>()
        .AddSingleton<Backlog>()
        .AddSingleton<ProcessMeter>()
        .AddSingleton<Health>()
        .AddSingleton<IHealthPart, DatabaseHealth>()
        .AddSingleton<IHealthPart, BacklogHealth>()
        .AddHostedService<Start>();

    /// <summary>Begins to collect when the server starts, not when somebody first asks.</summary>
    private sealed class Start(MetricStore metrics, ProcessMeter process, Backlog backlog) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            GC.KeepAlive((metrics, process, backlog));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
