using Kinora.Platform.Database;
using Microsoft.Extensions.Logging;

namespace Kinora.Platform.Jobs;

/// <summary>Files what schedules say. The only writer of <c>schedule</c>.</summary>
internal sealed partial class Schedules(Db db, JobStore jobs, IEnumerable<Schedule> schedules, TimeProvider time, ILogger<Schedules> log)
{
    private readonly List<Schedule> _all = [.. schedules];

    /// <summary>Files all that is due, each once whichever process comes first, and says when the next is due.</summary>
    public async Task<DateTimeOffset?> FileDueAsync(CancellationToken cancel)
    {
        if (_all.Count == 0)
            return null;
        var planned = (await db.QueryAsync<Planned>("select name, next_at from schedule", null, cancel))
            .ToDictionary(row => row.Name, row => DateTimeOffset.FromUnixTimeMilliseconds(row.NextAt), StringComparer.Ordinal);
        DateTimeOffset? first = null;
        foreach (var schedule in _all)
        {
            var now = time.GetUtcNow();
            var next = schedule.Rhythm.Next(now);
            // A clock that was set back must not leave a schedule waiting for the time that it was set back from.
            if (!planned.TryGetValue(schedule.Name, out var due) || due > next)
                await PlanAsync(schedule, due: null, next, cancel);
            else if (due <= now)
                await PlanAsync(schedule, due, next, cancel);
            else
                next = due;
            first = first is null || next < first ? next : first;
        }

        return first;
    }

    private async Task PlanAsync(Schedule schedule, DateTimeOffset? due, DateTimeOffset next, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var filed = await db.TransactAsync(
            async tx =>
            {
                var args = new { schedule.Name, next = next.ToUnixTimeMilliseconds(), now };
                if (due is null)
                {
                    await tx.ExecuteAsync(Plan, args);
                    return false;
                }

                if (await tx.ExecuteAsync(Move, args) == 0)
                    return false;
                await jobs.AddAsync(tx, schedule.Job, schedule.Args, new JobFiling { Key = $"schedule:{schedule.Name}" });
                return true;
            },
            cancel);
        if (filed)
            Filed(schedule.Name, next);
    }

    private const string Plan =
        "insert into schedule (name, next_at) values (@Name, @next) on conflict (name) do update set next_at = excluded.next_at";

    private const string Move = "update schedule set next_at = @next, last_at = @now where name = @Name and next_at <= @now";

    private sealed record Planned
    {
        public required string Name { get; init; }

        public required long NextAt { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Schedule {Name} filed its job; next at {Next}.")]
    private partial void Filed(string name, DateTimeOffset next);
}
