using System.Collections.Frozen;

namespace Kinora.Platform.Jobs;

/// <summary>A kind of job as its module declares it.</summary>
/// <param name="Name">Stable: it stands in the database.</param>
/// <param name="Job">Implements <see cref="IJob{TArgs}"/> of <paramref name="Args"/>.</param>
/// <param name="Args">Read from and written to JSON.</param>
/// <param name="Tries">After so many failures the job stays failed.</param>
/// <param name="RunAsync">Runs it with its arguments in a scope's services.</param>
internal sealed record JobKind(
    string Name, Type Job, Type Args, int Tries, Func<IServiceProvider, object, JobContext, CancellationToken, Task> RunAsync);

/// <summary>All kinds that the modules declared.</summary>
internal sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    private readonly FrozenDictionary<string, JobKind> _byName = kinds.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
    private readonly FrozenDictionary<Type, JobKind> _byType = kinds.ToFrozenDictionary(kind => kind.Job);

    public IEnumerable<JobKind> All => _byName.Values;

    public JobKind? Find(string name) => _byName.GetValueOrDefault(name);

    public JobKind Of(Type job) => _byType.GetValueOrDefault(job)
        ?? throw new InvalidOperationException($"{job.Name} is not declared: its module must call services.AddJob<{job.Name}>(…).");
}
