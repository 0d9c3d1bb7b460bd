using Kinora.Library.Queues;
using Kinora.Library.States;

namespace Kinora.Library.Vault;

/// <summary>A queue as its entry of <c>queues.json</c>. Pure.</summary>
internal static class VaultQueueFile
{
    /// <summary>The queue with what stands in it.</summary>
    /// <param name="lengthOf">How long a title is in ms; 0 where nobody knows.</param>
    public static VaultQueue Of(Queue queue, IReadOnlyList<QueueItem> items, IReadOnlyList<QueueMember> members, Func<string, long> lengthOf) => new(
        queue.Id, queue.Name, queue.Description, queue.Kind, VaultStateFile.Time(queue.CreatedAt), VaultStateFile.Time(queue.UsedAt), queue.Active,
        new VaultQueueSettings(
            queue.AutoSort, queue.Most, StateReply.Minutes(items.Sum(item => lengthOf(item.TitleId))), queue.TargetMinutes, queue.RefreshDaily),
        [.. items.Select((item, place) => new VaultQueued(
            item.TitleId, place + 1, item.Priority, VaultStateFile.Time(item.AddedAt), item.AddedBy, item.Notes, item.TargetDate, new VaultQueuedMore(item.Title)))],
        new VaultQueueMore([.. members.Select(member => member.UserName)]));
}
