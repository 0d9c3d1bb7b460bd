namespace Kinora.Library.Queues;

/// <summary>The order of a queue. Pure.</summary>
internal static class QueueOrder
{
    /// <summary>Positions from 1 without gaps, in the order given.</summary>
    public static List<QueueItem> Numbered(IEnumerable<QueueItem> items) => [.. items.Select((item, place) => item with { Position = place + 1 })];

    /// <summary>What a queue that sorts itself is sorted by: the more urgent first, then the earlier target date, then as added.</summary>
    public static List<QueueItem> Sorted(IEnumerable<QueueItem> items) => Numbered(
        items.OrderByDescending(item => item.Priority).ThenBy(item => item.TargetDate is null).ThenBy(item => item.TargetDate, StringComparer.Ordinal)
            .ThenBy(item => item.AddedAt).ThenBy(item => item.TitleId, StringComparer.Ordinal));

    /// <summary>With one item at another position; what lies beyond the ends is the end.</summary>
    public static List<QueueItem> Moved(IReadOnlyList<QueueItem> items, string titleId, int position)
    {
        var moved = items.First(item => item.TitleId == titleId);
        var others = items.Where(item => item.TitleId != titleId).ToList();
        others.Insert(Math.Clamp(position - 1, 0, others.Count), moved);
        return Numbered(others);
    }
}
