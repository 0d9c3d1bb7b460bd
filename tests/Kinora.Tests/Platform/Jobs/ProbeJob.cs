using System.Collections.Concurrent;
using Kinora.Platform.Database;
using Kinora.Platform.Jobs;
using Kinora.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinora.Tests.Platform.Jobs;

/// <summary>What probe jobs do and did, for one test.</summary>
internal sealed class Probe
{
    public ConcurrentQueue<string> Ran { get; } = new();

    public Func<ProbeJob.Args, JobContext, CancellationToken, Task> Do { get; set; } = (_, _, _) => Task.CompletedTask;

    public static Action<IServiceCollection> Declare(Probe probe, TimeProvider? clock = null) => services =>
    {
        TestCallers.Use(services);
        services.AddSingleton(probe).AddJob<ProbeJob>("test.probe", tries: 3);
        if (clock is not null)
            services.AddSingleton(clock);
    };
}

internal sealed class ProbeJob(Probe probe) : IJob<ProbeJob.Args>
{
    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        probe.Ran.Enqueue(args.Name);
        await probe.Do(args, context, cancel);
    }

    internal sealed record Args(string Name);
}

internal static class ProbeJobs
{
    public static Task<string> FileAsync(this TestApp app, string name, JobFiling? filing = null) => app.Get<Db>().TransactAsync(
        tx => app.Get<IJobs>().AddAsync<ProbeJob>(tx, new ProbeJob.Args(name), filing), TestContext.Current.CancellationToken);

    public static async Task<JobRow> JobAsync(this TestApp app, string id) => (await app.Get<Db>().FirstOrDefaultAsync<JobRow>(
        JobRow.Select + " where id = @id", new { id }, TestContext.Current.CancellationToken))!;
}
