using Kinora.Library.Vault;
using Kinora.Platform.Database;

namespace Kinora.Library.Queues;

/// <summary>Sole writer of <c>queue</c>, <c>queue_item</c> and <c>queue_member</c>. Who writes holds the version of the queue's profile.</summary>
internal static class QueueStore
{
    /// <summary>The queues that everybody has, made where they are missing.</summary>
    public static async Task EnsureAsync(Tx tx, string profileId, long now)
    {
        if (await tx.ScalarAsync<long>("select count(*) from queue where profile_id = @profileId and kind = 'system'", new { profileId }) == 2)
            return;
        await tx.ExecuteAsync(System, new { profileId, id = Queue.WatchLater, name = "Watch later", now, most = 100, minutes = (int?)null, daily = false });
        await tx.ExecuteAsync(System, new { profileId, id = Queue.DailyLearning, name = "Daily learning", now, most = 10, minutes = (int?)30, daily = true });
    }

    public static Task<List<Queue>> ListAsync(Session session, string profileId) => session.QueryAsync<Queue>(
        $"select {Columns} from queue where profile_id = @profileId order by kind = 'system' desc, created_at, id desc", new { profileId });

    /// <summary>Shared queues that a user is a member of.</summary>
    public static Task<List<Queue>> SharedWithAsync(Session session, string userId) => session.QueryAsync<Queue>(
        $"select {Columns} from queue where kind = 'shared' and id in (select queue_id from queue_member where user_id = @userId) order by created_at, id",
        new { userId });

    public static Task<Queue?> FindAsync(Session session, string profileId, string id) =>
        session.FirstOrDefaultAsync<Queue>($"select {Columns} from queue where profile_id = @profileId and id = @id", new { profileId, id });

    public static Task<Queue?> FindSharedAsync(Session session, string userId, string id) => session.FirstOrDefaultAsync<Queue>(
        $"""
        select {Columns} from queue where id = @id and kind = 'shared'
            and exists (select 1 from queue_member m where m.queue_id = queue.id and m.user_id = @userId)
        """,
        new { userId, id });

    public static Task<List<QueueItem>> ItemsAsync(Session session, Queue queue) => session.QueryAsync<QueueItem>(
        """
        select title_id, position, priority, added_at, added_by, notes, target_date, title from queue_item
        where profile_id = @ProfileId and queue_id = @Id order by position, title_id
        """,
        queue);

    public static Task<List<QueueMember>> MembersAsync(Session session, IReadOnlyCollection<string> queueIds) => session.QueryAsync<QueueMember>(
        $"select queue_id, user_id, user_name from queue_member where {session.Dialect.AnyOf("queue_id", "ids")} order by user_name",
        new { ids = session.Dialect.List(queueIds) });

    /// <summary>Writes the queue as its next version.</summary>
    public static async Task SaveAsync(Tx tx, Queue queue)
    {
        await tx.ExecuteAsync(Save, queue);
        await VaultMarks.MarkAsync(tx, queue.ProfileId, VaultParts.Queues);
    }

    /// <summary>Writes what differs between the items before and after.</summary>
    public static async Task SaveItemsAsync(Tx tx, Queue queue, IReadOnlyList<QueueItem> before, IReadOnlyList<QueueItem> after)
    {
        foreach (var gone in before.ExceptBy(after.Select(item => item.TitleId), item => item.TitleId, StringComparer.Ordinal))
        {
            await tx.ExecuteAsync(
                "delete from queue_item where profile_id = @ProfileId and queue_id = @Id and title_id = @TitleId", new { queue.ProfileId, queue.Id, gone.TitleId });
        }

        foreach (var item in after.Except(before))
        {
            await tx.ExecuteAsync(Item, new
            {
                queue.ProfileId,
                queue.Id,
                item.TitleId,
                item.Position,
                item.Priority,
                item.AddedAt,
                item.AddedBy,
                item.Notes,
                item.TargetDate,
                item.Title,
            });
        }
    }

    public static async Task RemoveAsync(Tx tx, Queue queue)
    {
        await tx.ExecuteAsync("delete from queue_item where profile_id = @ProfileId and queue_id = @Id", queue);
        await tx.ExecuteAsync("delete from queue_member where queue_id = @Id", queue);
        await tx.ExecuteAsync("delete from queue where profile_id = @ProfileId and id = @Id", queue);
        await VaultMarks.MarkAsync(tx, queue.ProfileId, VaultParts.Queues);
    }

    public static async Task SaveMembersAsync(Tx tx, Queue queue, IEnumerable<QueueMember> members)
    {
        await tx.ExecuteAsync("delete from queue_member where queue_id = @Id", queue);
        foreach (var member in members)
        {
            await tx.ExecuteAsync(
                "insert into queue_member (queue_id, user_id, profile_id, user_name) values (@Id, @UserId, @ProfileId, @UserName)",
                new { queue.Id, member.UserId, queue.ProfileId, member.UserName });
        }
    }

    public static async Task LeaveAsync(Tx tx, Queue queue, string userId)
    {
        await tx.ExecuteAsync("delete from queue_member where queue_id = @Id and user_id = @userId", new { queue.Id, userId });
        await VaultMarks.MarkAsync(tx, queue.ProfileId, VaultParts.Queues);
    }

    /// <summary>Whether this is the latest word on the title; it is written down if so.</summary>
    public static async Task<bool> IsLatestAsync(Tx tx, string profileId, string titleId, long at, string eventId) =>
        await tx.ExecuteAsync(Word, new { profileId, titleId, at, eventId }) > 0;

    private const string Columns = """
        profile_id, id, version, name, description, kind, created_at, used_at, active, auto_sort, most, target_minutes, refresh_daily,
            filled_on
        """;

    private const string System = """
        insert into queue (profile_id, id, version, name, kind, created_at, used_at, active, auto_sort, most, target_minutes, refresh_daily)
        values (@profileId, @id, 1, @name, 'system', @now, @now, true, false, @most, @minutes, @daily)
        on conflict do nothing
        """;

    private const string Save = """
        insert into queue (profile_id, id, version, name, description, kind, created_at, used_at, active, auto_sort, most, target_minutes, refresh_daily,
            filled_on)
        values (@ProfileId, @Id, @Version, @Name, @Description, @Kind, @CreatedAt, @UsedAt, @Active, @AutoSort, @Most, @TargetMinutes, @RefreshDaily,
            @FilledOn)
        on conflict (profile_id, id) do update set version = queue.version + 1, name = excluded.name, description = excluded.description,
            kind = excluded.kind, used_at = excluded.used_at, active = excluded.active, auto_sort = excluded.auto_sort, most = excluded.most,
            target_minutes = excluded.target_minutes, refresh_daily = excluded.refresh_daily,
            filled_on = excluded.filled_on
        """;

    private const string Item = """
        insert into queue_item (profile_id, queue_id, title_id, position, priority, added_at, added_by, notes, target_date, title)
        values (@ProfileId, @Id, @TitleId, @Position, @Priority, @AddedAt, @AddedBy, @Notes, @TargetDate, @Title)
        on conflict (profile_id, queue_id, title_id) do update set position = excluded.position, priority = excluded.priority,
            added_at = excluded.added_at, notes = excluded.notes, target_date = excluded.target_date, title = excluded.title
        """;

    private const string Word = """
        insert into queue_word (profile_id, title_id, at, event_id) values (@profileId, @titleId, @at, @eventId)
        on conflict (profile_id, title_id) do update set at = excluded.at, event_id = excluded.event_id
        where (excluded.at, excluded.event_id) > (queue_word.at, queue_word.event_id)
        """;
}

/// <summary>Who else uses a shared queue.</summary>
internal sealed record QueueMember
{
    public required string QueueId { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }
}
