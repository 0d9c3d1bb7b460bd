using Kinora.Platform.Events;
using Kinora.Platform.Http;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Jobs;

/// <summary>Removes what has been finished for long. Daily.</summary>
internal sealed class SweepJob(JobStore jobs, IdempotencyStore replies, EventStore events, IOptions<JobsOptions> options) : IJob<SweepJob.Args>
{
    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel) =>
        context.Report(new
        {
            Jobs = await jobs.SweepAsync(TimeSpan.FromDays(options.Value.KeepDays), cancel),
            Events = await events.SweepAsync(TimeSpan.FromDays(options.Value.KeepDays), cancel),
            Replies = await replies.SweepAsync(cancel),
        });

    internal sealed record Args;
}
