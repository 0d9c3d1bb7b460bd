using System.Text.Json.Nodes;
using Kinora.Library.Queues;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Library.Vault;

/// <summary>Applies what a hand changed in <c>queues.json</c>: one transaction a queue. An entry of a title that nobody knows is kept.</summary>
internal sealed class MergeQueues(Db db, QueueDesk desk, ManageQueues queues, VaultEntry entry)
{
    public async Task RunAsync(VaultPerson person, JsonObject? last, JsonObject edited, JsonObject now, VaultReport report, CancellationToken cancel)
    {
        var schema = VaultSchema.Of(VaultFile.Queues).RecordOf("queues");
        var (before, wanted, there) = (last?["queues"] as JsonObject, edited["queues"] as JsonObject ?? [], now["queues"]!.AsObject());
        foreach (var (id, record) in wanted)
        {
            if (record is not JsonObject mine)
                continue;
            if (there[id] is JsonObject known)
                await ChangeAsync(person, id, VaultDiff.Of(before?[id] as JsonObject, mine, known, schema), mine, report, cancel);
            else if (before?[id] is not null)
                report.Refuse(id, null, "changed-meanwhile", "The queue was deleted in Kinora since the file was written: it stays deleted.");
            else if (there.Count >= ManageQueues.MostQueues)
                report.Refuse(id, null, "queue-limit", $"At most {ManageQueues.MostQueues} queues: delete one first.");
            else
                await AddAsync(person, VaultJson.Read<VaultQueue>(mine) with { QueueId = id }, report, cancel);
        }

        foreach (var (id, record) in before ?? [])
        {
            if (wanted.ContainsKey(id) || there[id] is not JsonObject known)
                continue;
            if (!VaultDiff.Same(record, known, schema))
                report.Refuse(id, null, "changed-meanwhile", "It was taken out of the file, and changed in Kinora since that was written: it stays.");
            else if ((await queues.RemoveAsync(person.Caller, id, null, cancel)).Refusal is { } refusal)
                report.Refuse(id, refusal);
            else
                report.Take(id, "removed");
        }
    }

    private async Task AddAsync(VaultPerson person, VaultQueue queue, VaultReport report, CancellationToken cancel)
    {
        // An id that somebody wrote by hand is not one that the product gives: such a queue gets its own, and the file says it next time.
        var named = Guid.TryParseExact(queue.QueueId, "D", out _) ? queue : queue with { QueueId = desk.NewId(), Name = queue.Name ?? queue.QueueId };
        var members = await entry.MembersAsync(named, cancel);
        if (await db.TransactAsync(tx => entry.EnterAsync(tx, person, named, members), cancel))
            report.Take(queue.QueueId, "added");
    }

    private async Task ChangeAsync(VaultPerson person, string id, VaultChange change, JsonObject mine, VaultReport report, CancellationToken cancel)
    {
        report.Refuse(id, change);
        if (change.Paths.Count == 0)
            return;
        var wanted = VaultJson.Read<VaultQueue>(change.Changes);
        if (change.Changes["x_kinora"] is not null || change.Changes["queue_id"] is not null)
        {
            report.Refuse(id, change.Changes["queue_id"] is null ? "x_kinora.members" : "queue_id", "member-follows", "Members and ids of a queue are changed in Kinora.");
            return;
        }

        var request = new ManageQueues.Request
        {
            Name = wanted.Name,
            Description = wanted.Description,
            QueueType = wanted.QueueType,
            IsActive = wanted.IsActive,
            Settings = new ManageQueues.Settings
            {
                AutoSort = wanted.Settings?.AutoSort,
                MaxVideos = wanted.Settings?.MaxVideos,
                TargetDurationMinutes = wanted.Settings?.TargetDurationMinutes,
                AutoRefreshDaily = wanted.Settings?.AutoRefreshDaily,
            },
        };
        var videos = change.Changes.ContainsKey("videos") ? VaultJson.Read<VaultQueue>(mine).Videos : null;
        var done = await desk.OpenAsync<Done>(person.Caller, id, null, (tx, queue) => ApplyAsync(tx, person, queue, request, videos), cancel);
        if (done.Refusal is { } refusal)
            report.Refuse(id, refusal);
        else
            report.Take(id, change.Paths);
    }

    private async Task<Outcome<Done>> ApplyAsync(
        Tx tx, VaultPerson person, Queue queue, ManageQueues.Request request, IReadOnlyList<VaultQueued>? videos)
    {
        var wanted = QueueRules.Apply(queue, request);
        if (wanted.Refusal is { } refusal)
            return refusal;
        await QueueStore.SaveAsync(tx, wanted.Value);
        var changed = await desk.ChangeAsync(tx, wanted.Value, person.Caller, before => videos is null ? before : Next(before, videos, person));
        return changed.Refusal is { } full ? full : default(Done);
    }

    /// <summary>In the order of the list, whatever the positions say.</summary>
    private IEnumerable<QueueItem> Next(IReadOnlyList<QueueItem> before, IReadOnlyList<VaultQueued> videos, VaultPerson person)
    {
        var known = before.ToDictionary(item => item.TitleId, StringComparer.Ordinal);
        return videos.DistinctBy(video => video.VideoId).Select(video => known.TryGetValue(video.VideoId, out var item)
            ? item with
            {
                Priority = video.Priority ?? item.Priority,
                Notes = string.IsNullOrEmpty(video.Notes) ? null : video.Notes,
                TargetDate = string.IsNullOrEmpty(video.TargetWatchDate) ? null : video.TargetWatchDate,
            }
            : entry.ItemOf(video, person) with { AddedAt = desk.Now, AddedBy = person.User.Name });
    }
}
