using Kinora.Platform.Jobs;

namespace Kinora.Accounts.Privacy;

/// <summary>Removes an account whose days of grace are over, with all that is the person's. Whoever changed their mind stays.</summary>
internal sealed class RemoveAccountJob(UserStore users) : IJob<RemoveAccountJob.Args>
{
    internal sealed record Args(string UserId);

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        var outcome = await users.RemoveDueAsync(args.UserId, cancel);
        if (outcome.Refusal is { } refusal)
            throw new JobFailedException(refusal.Detail);
        context.Report(new { removed = outcome.Value });
    }
}
