using System.Collections.Concurrent;
using Kinora.Platform.Database;

namespace Kinora.Platform.Http;

/// <summary>The only writer of <c>idempotency</c>: the server's own notes, of strangers too, which is why it acts as the system.</summary>
internal sealed class IdempotencyStore(Db db, TimeProvider time, Instance instance)
{
    /// <summary>
    /// What runs in this process now. What this instance has claimed and is not in here is of a process that is dead, or of a run that
    /// failed while the database was away and could not let its key go.
    /// </summary>
    private readonly ConcurrentDictionary<(string Owner, string Key), bool> _running = new();

    private static readonly TimeSpan Keep = TimeSpan.FromHours(24);

    /// <summary>A request that has no reply after this long is taken for dead: its process ended in the middle.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(2);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>False while another request with this key runs in this process.</summary>
    public bool TryEnter(string owner, string key) => _running.TryAdd((owner, key), true);

    /// <summary>For the one that entered, however it ended.</summary>
    public void Leave(string owner, string key) => _running.TryRemove((owner, key), out _);

    /// <summary>What is known of the first request; null where nothing is.</summary>
    public async Task<StoredReply?> FindAsync(string owner, string key, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        return await db.FirstOrDefaultAsync<StoredReply>(Find, new { owner, key }, cancel);
    }

    /// <summary>
    /// Takes the key where it is free (the request is noted as running), else what is known of the first one. For the one that entered.
    /// </summary>
    public async Task<StoredReply> ClaimAsync(string owner, string key, string asked, CancellationToken cancel)
    {
        var now = Now;
        var args = new { owner, key, asked, now, instance = instance.Id, old = now - (long)Keep.TotalMilliseconds, dead = now - (long)Dead.TotalMilliseconds };
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync(
            async tx =>
            {
                var claimed = await tx.ExecuteAsync(Claim, args) > 0;
                return (await tx.FirstOrDefaultAsync<StoredReply>(Find, args))! with { IsNew = claimed };
            },
            cancel);
    }

    public async Task KeepAsync(string owner, string key, int status, string headers, string body, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        await db.ExecuteAsync(
            "update idempotency set status = @status, headers = @headers, body = @body where owner = @owner and key = @key",
            new { owner, key, status, headers, body },
            cancel);
    }

    /// <summary>For a run that failed: it may come again. What it has made all the same stays known.</summary>
    public async Task ForgetAsync(string owner, string key, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        await db.ExecuteAsync("delete from idempotency where owner = @owner and key = @key and made is null", new { owner, key }, cancel);
    }

    /// <summary>Forgets what somebody asked for, when they go.</summary>
    public static Task ForgetOwnerAsync(Tx tx, string owner) => tx.ExecuteAsync("delete from idempotency where owner = @owner", new { owner });

    public Task<int> SweepAsync(CancellationToken cancel) => db.ExecuteAsync(
        "delete from idempotency where started_at < @old", new { old = Now - (long)Keep.TotalMilliseconds }, cancel);

    private const string Claim = """
        insert into idempotency (owner, key, asked, started_at, instance) values (@owner, @key, @asked, @now, @instance)
        on conflict (owner, key) do update
            set asked = excluded.asked, started_at = excluded.started_at, instance = excluded.instance,
                status = null, headers = null, body = null, made = null
            where idempotency.started_at < @old
                or (idempotency.status is null and idempotency.made is null and idempotency.asked = excluded.asked
                    and (idempotency.started_at < @dead or idempotency.instance = @instance))
        """;

    private const string Find = "select asked, started_at, made, status, headers, body from idempotency where owner = @owner and key = @key";
}

internal sealed record StoredReply
{
    public required string Asked { get; init; }

    /// <summary>Unix ms.</summary>
    public required long StartedAt { get; init; }

    /// <summary>The key was free and is this request's now.</summary>
    public bool IsNew { get; init; }

    /// <summary>The id of what was made; a reply may be missing all the same.</summary>
    public string? Made { get; init; }

    public int? Status { get; init; }

    public string? Headers { get; init; }

    public string? Body { get; init; }
}
