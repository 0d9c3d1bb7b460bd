using Kinora.Platform.Database;

namespace Kinora.Platform.Jobs;

/// <summary>
/// Background work. It may run more than once (its process may die between the work and the note that it is done), so running it twice
/// leaves the same as running it once. Its arguments carry ids, not state: state is read when it runs.
/// </summary>
internal interface IJob<in TArgs>
{
    /// <summary><paramref name="cancel"/> fires when the job is cancelled, its lease is lost, or the process stops.</summary>
    Task RunAsync(TArgs args, JobContext context, CancellationToken cancel);
}

/// <summary>Files jobs.</summary>
internal interface IJobs
{
    /// <summary>
    /// Files a job in the caller's transaction and gives its id; it runs once that is committed. Where a job of the same kind and
    /// <see cref="JobFiling.Key"/> is waiting already, that one's id.
    /// </summary>
    Task<string> AddAsync<TJob>(Tx tx, object args, JobFiling? filing = null);
}

/// <summary>What may be said about a job when it is filed.</summary>
internal sealed record JobFiling
{
    /// <summary>Who started it, and so may see and cancel it. Null: the system.</summary>
    public string? UserId { get; init; }

    /// <summary>Not before this time. Default: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Jobs of one kind with the same key wait once and run one after the other.</summary>
    public string? Key { get; init; }
}

/// <summary>A failure that trying again cannot mend: the job fails at once, with this text.</summary>
internal sealed class JobFailedException(string message) : Exception(message);
