using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Kinora.Platform.Jobs;

/// <summary>How a module declares its jobs and schedules.</summary>
internal static class JobServices
{
    /// <summary>The queue itself.</summary>
    public static IServiceCollection AddJobQueue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobsOptions>().Bind(configuration.GetSection(JobsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<Instance>()
            .AddSingleton<JobKinds>()
            .AddSingleton<JobMeter>()
            .AddSingleton<JobStore>()
            .AddSingleton<IJobs>(provider => provider.GetRequiredService<JobStore>())
            .AddSingleton<JobRun>()
            .AddSingleton<Schedules>()
            .AddSingleton<JobRoutes>()
            .AddSingleton<JobRunner>()
            .AddHostedService(provider => provider.GetRequiredService<JobRunner>())
            .AddJob<SweepJob>("platform.sweep")
            .AddSchedule<SweepJob>(TimeSpan.FromDays(1), new SweepJob.Args());
    }

    /// <summary>Declares a kind of job.</summary>
    /// <param name="kind">Stable name, such as <c>catalog.import</c>.</param>
    /// <param name="tries">After so many failures the job stays failed.</param>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string kind, int tries = 5)
        where TJob : class
    {
        var contract = typeof(TJob).GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IJob<>));
        var runner = (IInvoker)Activator.CreateInstance(typeof(Invoker<,>).MakeGenericType(typeof(TJob), contract.GenericTypeArguments[0]))!;
        services.AddTransient<TJob>();
        return services.AddSingleton(new JobKind(kind, typeof(TJob), contract.GenericTypeArguments[0], tries, runner.RunAsync));
    }

    /// <summary>Files the job once in every such interval, whichever process gets there first.</summary>
    public static IServiceCollection AddSchedule<TJob>(this IServiceCollection services, TimeSpan every, object args, string? name = null) =>
        services.AddSingleton(new Schedule(name ?? typeof(TJob).Name, typeof(TJob), args, new Every(every)));

    /// <summary>Files the job once a day at a local time.</summary>
    /// <param name="zone">TZDB id, such as <c>Europe/Berlin</c>.</param>
    public static IServiceCollection AddSchedule<TJob>(
        this IServiceCollection services, LocalTime at, string zone, object args, string? name = null) =>
        services.AddSingleton(new Schedule(name ?? typeof(TJob).Name, typeof(TJob), args, new Daily(at, DateTimeZoneProviders.Tzdb[zone])));

    private interface IInvoker
    {
        Task RunAsync(IServiceProvider services, object args, JobContext context, CancellationToken cancel);
    }

    private sealed class Invoker<TJob, TArgs> : IInvoker
        where TJob : class, IJob<TArgs>
    {
        public Task RunAsync(IServiceProvider services, object args, JobContext context, CancellationToken cancel) =>
            services.GetRequiredService<TJob>().RunAsync((TArgs)args, context, cancel);
    }
}
