using Kinora.Platform.Database;

namespace Kinora.Platform.Http;

/// <summary>The only writer of <c>idempotency</c>: the server's own notes, of strangers too, which is why it acts as the system.</summary>
internal sealed class IdempotencyStore(Db db, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(24);

    /// <summary>A request that has no reply after this long is taken for dead: its process ended in the middle.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(2);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Null where the request is new (it is noted as running), else what is known of the first one.</summary>
    public async Task<StoredReply?> ClaimAsync(string owner, string key, string asked, CancellationToken cancel)
    {
        var args = new { owner, key, asked, now = Now, old = Now - (long)Keep.TotalMilliseconds, dead = Now - (long)Dead.TotalMilliseconds };
        using var acting = Acting.As(Actor.System);
        return await db.TransactAsync(
            async tx => await tx.ExecuteAsync(Claim, args) > 0 ? null : await tx.FirstOrDefaultAsync<StoredReply>(Find, args), cancel);
    }

    public async Task KeepAsync(string owner, string key, int status, string headers, string body, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        await db.ExecuteAsync(
            "update idempotency set status = @status, headers = @headers, body = @body where owner = @owner and key = @key",
            new { owner, key, status, headers, body },
            cancel);
    }

    public async Task ForgetAsync(string owner, string key, CancellationToken cancel)
    {
        using var acting = Acting.As(Actor.System);
        await db.ExecuteAsync("delete from idempotency where owner = @owner and key = @key", new { owner, key }, cancel);
    }

    /// <summary>Forgets what somebody asked for, when they go.</summary>
    public static Task ForgetOwnerAsync(Tx tx, string owner) => tx.ExecuteAsync("delete from idempotency where owner = @owner", new { owner });

    public Task<int> SweepAsync(CancellationToken cancel) => db.ExecuteAsync(
        "delete from idempotency where started_at < @old", new { old = Now - (long)Keep.TotalMilliseconds }, cancel);

    private const string Claim = """
        insert into idempotency (owner, key, asked, started_at) values (@owner, @key, @asked, @now)
        on conflict (owner, key) do update
            set asked = excluded.asked, started_at = excluded.started_at, status = null, headers = null, body = null
            where idempotency.started_at < @old
                or (idempotency.status is null and idempotency.asked = excluded.asked and idempotency.started_at < @dead)
        """;

    private const string Find = "select asked, status, headers, body from idempotency where owner = @owner and key = @key";
}

internal sealed record StoredReply
{
    public required string Asked { get; init; }

    public int? Status { get; init; }

    public string? Headers { get; init; }

    public string? Body { get; init; }
}
