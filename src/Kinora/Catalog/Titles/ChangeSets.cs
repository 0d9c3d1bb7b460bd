using Kinora.Catalog.Snapshots;
using Kinora.Platform.Database;

namespace Kinora.Catalog.Titles;

/// <summary>
/// The only writer of <c>change_set</c>: rows of an open change set are invisible; the one statement that gives it its sequence number
/// makes all of them visible at once.
/// </summary>
internal sealed class ChangeSets(TimeProvider time, SnapshotKeeper keeper)
{
    /// <summary>Rows of a change set have keys from revision × this.</summary>
    public const long KeysPerRevision = 1L << 31;

    /// <summary>Whoever gives out ordinals or sequence numbers holds this lock to the end of its transaction, so they come in the order of commits.</summary>
    public const string Lock = "catalogue";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens a change set and gives its revision.</summary>
    public async Task<long> OpenAsync(Tx tx, string kind, string? who)
    {
        await tx.LockAsync(Lock);
        var revision = await NextAsync(tx, "revision", 1);
        await tx.ExecuteAsync(Insert, new { revision, kind, who, now = Now });
        return revision;
    }

    /// <summary>Says that its owner is alive; a fault when somebody took it for dead and abandoned it.</summary>
    public async Task TouchAsync(Tx tx, long revision)
    {
        if (await tx.ExecuteAsync("update change_set set touched_at = @now where revision = @revision and state = 'open'", new { revision, now = Now }) != 1)
            throw new InvalidOperationException("This import was taken for dead and undone while it ran: start it again.");
    }

    /// <summary>Makes its rows visible and gives its sequence number; snapshots follow.</summary>
    public async Task<long> PublishAsync(Tx tx, long revision)
    {
        await tx.LockAsync(Lock);
        var seq = await NextAsync(tx, "seq", 1);
        if (await tx.ExecuteAsync(Publish, new { revision, seq, now = Now }) != 1)
            throw new InvalidOperationException("This import was taken for dead and undone while it ran: start it again.");
        tx.OnCommitted(keeper.Nudge);
        return seq;
    }

    /// <summary>Gives a change set up; a sweep takes its rows away.</summary>
    public Task AbandonAsync(Tx tx, long revision) =>
        tx.ExecuteAsync("update change_set set state = 'abandoned' where revision = @revision and state = 'open'", new { revision });

    /// <summary>Takes <paramref name="count"/> numbers and gives the first of them. Numbers start at 0, revisions and sequence numbers at 1.</summary>
    public static async Task<long> NextAsync(Tx tx, string counter, long count)
    {
        var next = await tx.ScalarAsync<long>(
            "update catalogue_counter set value = value + @count where name = @counter returning value", new { counter, count });
        return counter is "ordinal" or "creator" ? next - count : next;
    }

    private const string Insert = """
        insert into change_set (revision, kind, state, base_seq, who, started_at, touched_at)
        select @revision, @kind, 'open', value, @who, @now, @now from catalogue_counter where name = 'seq'
        """;

    private const string Publish = """
        update change_set set state = 'published', seq = @seq, published_at = @now, touched_at = @now
        where revision = @revision and state = 'open'
        """;
}
