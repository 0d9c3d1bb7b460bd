using Kinora.Catalog.Contracts;
using Kinora.Library.States;

namespace Kinora.Library.Queues;

/// <summary>A queue as it is kept.</summary>
internal sealed record Queue
{
    public const string WatchLater = "watch_later";
    public const string DailyLearning = "daily_learning";

    public const string Personal = "personal";
    public const string Shared = "shared";
    public const string System = "system";

    /// <summary>The profile that it belongs to.</summary>
    public required string ProfileId { get; init; }

    public required string Id { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary><c>personal</c>, <c>shared</c> or <c>system</c>.</summary>
    public required string Kind { get; init; }

    public required long CreatedAt { get; init; }

    public required long UsedAt { get; init; }

    public required bool Active { get; init; }

    public required bool AutoSort { get; init; }

    /// <summary>More does not go in.</summary>
    public required int Most { get; init; }

    public int? TargetMinutes { get; init; }

    public required bool RefreshDaily { get; init; }

    /// <summary>The day that it was filled for by itself.</summary>
    public string? FilledOn { get; init; }
}

/// <summary>One place of a queue.</summary>
internal sealed record QueueItem
{
    public required string TitleId { get; init; }

    public required int Position { get; init; }

    /// <summary>1–10; 10 is the most urgent.</summary>
    public required int Priority { get; init; }

    public required long AddedAt { get; init; }

    /// <summary>The name of the user who added it.</summary>
    public required string AddedBy { get; init; }

    public string? Notes { get; init; }

    /// <summary>A day, such as <c>2026-12-24</c>.</summary>
    public string? TargetDate { get; init; }

    public required string Title { get; init; }
}

/// <summary>A queue as clients see it: the members of an entry of <c>queues.json</c>.</summary>
internal sealed record QueueReply(
    string QueueId, string Name, string? Description, string QueueType, DateTimeOffset CreatedAt, DateTimeOffset LastAccessedAt, bool IsActive,
    QueueReply.QueueSettings Settings, IReadOnlyList<QueueReply.Video> Videos)
{
    /// <summary>Who else uses it, by name; empty where it is not shared.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Whether the caller may rename, share and delete it.</summary>
    public bool Mine { get; init; } = true;

    internal sealed record QueueSettings(
        bool AutoSort, int MaxVideos, double EstimatedTotalTimeMinutes, int? TargetDurationMinutes, bool AutoRefreshDaily);

    internal sealed record Video(
        string VideoId, int Position, int Priority, DateTimeOffset AddedAt, string AddedBy, string? Notes, string? TargetWatchDate, string Title,
        long? DurationMs, bool InCatalogue);

    /// <summary>The queue with what stands in it.</summary>
    /// <param name="items">In their order, without what the viewer may not see.</param>
    public static QueueReply Of(Queue queue, IReadOnlyList<QueueItem> items, CatalogueSnapshot snapshot)
    {
        var videos = items.Select(item => Show(item, snapshot)).ToList();
        var settings = new QueueSettings(
            queue.AutoSort, queue.Most, StateReply.Minutes(videos.Sum(video => video.DurationMs ?? 0)), queue.TargetMinutes, queue.RefreshDaily);
        return new QueueReply(
            queue.Id, queue.Name, queue.Description, queue.Kind, DateTimeOffset.FromUnixTimeMilliseconds(queue.CreatedAt),
            DateTimeOffset.FromUnixTimeMilliseconds(queue.UsedAt), queue.Active, settings, videos);
    }

    private static Video Show(QueueItem item, CatalogueSnapshot snapshot)
    {
        var known = snapshot.TryOrdinal(item.TitleId, out var ordinal) && snapshot.Has(ordinal) && snapshot.VisibilityOf(ordinal) != Visibility.Removed;
        var length = known ? snapshot.Columns.DurationOf(ordinal) : 0;
        return new Video(
            item.TitleId, item.Position, item.Priority, DateTimeOffset.FromUnixTimeMilliseconds(item.AddedAt), item.AddedBy, item.Notes, item.TargetDate,
            known ? snapshot.NameOf(ordinal) : item.Title, length > 0 ? length : null, known);
    }
}
