using Kinora.Platform.Database;
using Kinora.Platform.Jobs;

namespace Kinora.Library.Imports;

/// <summary>Previews that nobody applied go after a week.</summary>
internal sealed class SweepImportsJob(Db db, TimeProvider time) : IJob<SweepImportsJob.Args>
{
    internal sealed record Args;

    public async Task RunAsync(Args args, JobContext context, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        await db.TransactAsync(tx => ImportStore.SweepAsync(tx, time.GetUtcNow().AddDays(-7).ToUnixTimeMilliseconds()), cancel);
    }
}
