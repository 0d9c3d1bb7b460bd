using Kinora.Platform.Database;

namespace Kinora.Accounts.SignIn;

/// <summary>
/// The only writer of <c>sign_in_guard</c> and <c>network_block</c>: who may try at all. Whoever asks holds the lock of the network, so
/// that tries which arrive together are judged one after the other.
/// </summary>
internal sealed class GuardStore(TimeProvider time)
{
    /// <summary>Makes tries from one network wait for each other. Taken after the lock of the name.</summary>
    public static Task LockAsync(Tx tx, string network) => tx.LockAsync($"accounts/sign-in-from/{network}");

    /// <summary>Why nobody may try that name from there now; null where they may.</summary>
    public async Task<Barred?> FindAsync(Tx tx, string network, string nameKey)
    {
        var row = await tx.FirstOrDefaultAsync<Row>(Find, new { net = Net(network), pair = Pair(network, nameKey), network, now = Now });
        return row switch
        {
            { Blocked: { } until } => new Barred(true, until - Now),
            { Locked: { } until } => new Barred(false, until - Now),
            _ => null,
        };
    }

    /// <summary>Remembers a wrong try.</summary>
    public async Task FailedAsync(Tx tx, string network, string nameKey)
    {
        await FailedAsync(tx, Pair(network, nameKey), Backoff.FreeOfPair);
        await FailedAsync(tx, Net(network), Backoff.FreeOfNetwork);
    }

    /// <summary>Who got in was no stranger. The network's own count stays: else a guesser would clear it with an account of theirs.</summary>
    public static Task SucceededAsync(Tx tx, string network, string nameKey) =>
        tx.ExecuteAsync("delete from sign_in_guard where key = @key", new { key = Pair(network, nameKey) });

    /// <summary>Blocks a network for so long, or for longer where it is already; gives the end.</summary>
    public async Task<DateTimeOffset> BlockAsync(Tx tx, string network, TimeSpan length) => DateTimeOffset.FromUnixTimeMilliseconds(
        await tx.ScalarAsync<long>(
            $"""
            insert into network_block (network, created_at, expires_at) values (@network, @now, @until)
            on conflict (network) do update set expires_at = {tx.Dialect.Greater("network_block.expires_at", "excluded.expires_at")}
            returning expires_at
            """,
            new { network, now = Now, until = Now + (long)length.TotalMilliseconds }));

    public Task<List<BlockRow>> ListAsync(Session session, string? after, int count) => session.QueryAsync<BlockRow>(
        """
        select network, created_at, expires_at from network_block
        where expires_at > @now and (cast(@after as text) is null or network > @after) order by network limit @count
        """,
        new { now = Now, after, count });

    /// <summary>Ends a block and forgets the network's wrong tries; false where there was neither.</summary>
    public static async Task<bool> LiftAsync(Tx tx, string network) =>
        await tx.ExecuteAsync("delete from network_block where network = @network", new { network })
        + await tx.ExecuteAsync("delete from sign_in_guard where key = @net or key like @pairs escape '!'", new
        {
            net = Net(network),
            pairs = Pair(network, "").Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
                .Replace("_", "!_", StringComparison.Ordinal) + "%",
        }) > 0;

    /// <summary>Forgets what has ended.</summary>
    public async Task<int> SweepAsync(Tx tx) =>
        await tx.ExecuteAsync("delete from network_block where expires_at < @now", new { now = Now })
        + await tx.ExecuteAsync("delete from sign_in_guard where seen_at < @old and locked_until < @now", new { old = Forgotten, now = Now });

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Forgotten => Now - (long)Backoff.Memory.TotalMilliseconds;

    private static string Net(string network) => $"net {network}";

    private static string Pair(string network, string nameKey) => $"pair {network} {nameKey}";

    private async Task FailedAsync(Tx tx, string key, int free)
    {
        var failures = await tx.ScalarAsync<int>(Count, new { key, now = Now, old = Forgotten });
        var until = Now + (long)Backoff.After(failures, free).TotalMilliseconds;
        await tx.ExecuteAsync("update sign_in_guard set locked_until = @until where key = @key", new { key, until });
    }

    private const string Find = """
        select (select max(expires_at) from network_block where network = @network and expires_at > @now) as blocked,
            (select max(locked_until) from sign_in_guard where key in (@net, @pair) and locked_until > @now) as locked
        """;

    private const string Count = """
        insert into sign_in_guard (key, failures, locked_until, seen_at) values (@key, 1, 0, @now)
        on conflict (key) do update set
            failures = case when sign_in_guard.seen_at < @old then 1 else sign_in_guard.failures + 1 end, seen_at = @now
        returning failures
        """;

    private sealed record Row
    {
        public required long? Blocked { get; init; }

        public required long? Locked { get; init; }
    }

    internal sealed record BlockRow
    {
        public required string Network { get; init; }

        public required long CreatedAt { get; init; }

        public required long ExpiresAt { get; init; }
    }
}

/// <summary>Nobody may try now.</summary>
/// <param name="Blocked">Somebody there has asked for it; else there were too many wrong tries.</param>
internal sealed record Barred(bool Blocked, long Ms);
