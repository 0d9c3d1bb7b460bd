using Kinora.Platform;

namespace Kinora.Library.Queues;

/// <summary>What a queue may be called and hold.</summary>
internal static class QueueRules
{
    public const int MostVideos = 1_000;

    public static Refusal OfSystem { get; } = new(
        RefusalKind.Conflict, "queue-of-system", "This queue always exists, under its name: change its settings, or make one of your own.");

    /// <summary>The queue as it is asked for. Refused: <c>value-invalid</c>, <c>value-unknown</c>, <c>queue-of-system</c>, each with its field.</summary>
    public static Outcome<Queue> Apply(Queue queue, ManageQueues.Request request)
    {
        var settings = request.Settings ?? new ManageQueues.Settings();
        var kind = request.QueueType ?? queue.Kind;
        if (request.Name is not null && (request.Name.Trim() is { Length: 0 or > 100 } || request.Name.Any(char.IsControl)))
            return Invalid("name", "1 to 100 characters.");
        if (queue.Kind == Queue.System ? kind != Queue.System || (request.Name ?? queue.Name) != queue.Name : kind is not (Queue.Personal or Queue.Shared))
            return queue.Kind == Queue.System ? OfSystem : new Refusal(RefusalKind.Invalid, "value-unknown", "Must be one of: personal, shared.", "queue_type");
        if (request.Description is { Length: > 1_000 })
            return Invalid("description", "At most 1000 characters.");
        if (settings.MaxVideos is < 1 or > MostVideos)
            return Invalid("settings.max_videos", $"A whole number from 1 to {MostVideos}.");
        if (settings.TargetDurationMinutes is < 1 or > 1_440)
            return Invalid("settings.target_duration_minutes", "A whole number from 1 to 1440.");
        return queue with
        {
            Name = request.Name?.Trim() ?? queue.Name,
            Description = request.Description ?? queue.Description,
            Kind = kind,
            Active = request.IsActive ?? queue.Active,
            AutoSort = settings.AutoSort ?? queue.AutoSort,
            Most = settings.MaxVideos ?? queue.Most,
            TargetMinutes = settings.TargetDurationMinutes ?? queue.TargetMinutes,
            RefreshDaily = settings.AutoRefreshDaily ?? queue.RefreshDaily,
        };
    }

    public static Refusal Invalid(string field, string rule) => new(RefusalKind.Invalid, "value-invalid", rule, field);
}
