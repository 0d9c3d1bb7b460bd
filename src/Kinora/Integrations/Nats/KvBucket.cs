using System.Globalization;

namespace Kinora.Integrations.Nats;

/// <summary>How a bucket is to be where it has to be made.</summary>
/// <param name="History">Versions kept a key, 1 to 64.</param>
/// <param name="MaxAge">Zero: for ever.</param>
internal sealed record KvConfig(string Bucket, int History = 1, TimeSpan MaxAge = default, int MaxValueBytes = -1);

/// <summary>A version of a key.</summary>
internal sealed record KvEntry(string Key, byte[] Value, long Revision, DateTimeOffset At, KvOperation Operation);

internal enum KvOperation
{
    Put,
    Delete,
    Purge,
}

/// <summary>Keys and values with revisions, stored by the server; the shapes are those of the other clients.</summary>
internal sealed class KvBucket
{
    private readonly JetStream _streams;
    private readonly string _stream;
    private readonly string _prefix;

    private KvBucket(JetStream streams, string bucket, bool direct) =>
        (_streams, Name, _stream, _prefix, Direct) = (streams, bucket, $"KV_{bucket}", $"$KV.{bucket}.", direct);

    public string Name { get; }

    /// <summary>Whether any server that has the value may be asked for it.</summary>
    public bool Direct { get; }

    /// <summary>The bucket, or null where there is none.</summary>
    public static async Task<KvBucket?> FindAsync(JetStream streams, string bucket, CancellationToken cancel) =>
        await streams.FindAsync($"KV_{NatsNames.Name(bucket)}", cancel) is { } found ? new KvBucket(streams, bucket, found.Config.AllowDirect) : null;

    /// <summary>The bucket; made when it is missing, and left as it is otherwise.</summary>
    public static async Task<KvBucket> EnsureAsync(JetStream streams, KvConfig config, CancellationToken cancel)
    {
        var stream = await streams.EnsureAsync(
            new StreamConfig
            {
                Name = $"KV_{NatsNames.Name(config.Bucket)}",
                Subjects = [$"$KV.{config.Bucket}.>"],
                MaxMsgsPerSubject = Math.Clamp(config.History, 1, 64),
                MaxAge = config.MaxAge,
                DuplicateWindow = config.MaxAge > TimeSpan.Zero && config.MaxAge < TimeSpan.FromMinutes(2) ? config.MaxAge : TimeSpan.FromMinutes(2),
                MaxMsgSize = config.MaxValueBytes,
                Discard = "new",
                DenyDelete = true,
                AllowRollupHdrs = true,
            },
            cancel);
        return new KvBucket(streams, config.Bucket, stream.Config.AllowDirect);
    }

    /// <summary>The value of a key; null where there is none, or none any more.</summary>
    public async Task<KvEntry?> GetAsync(string key, CancellationToken cancel) =>
        await LastAsync(key, cancel) is { Operation: KvOperation.Put } entry ? entry : null;

    /// <summary>The last thing that happened to a key, its removal too.</summary>
    public async Task<KvEntry?> LastAsync(string key, CancellationToken cancel)
    {
        var subject = _prefix + NatsNames.Key(key);
        if (!Direct)
            return await StoredAsync(new { last_by_subj = subject }, cancel);
        var answer = await _streams.Client.RequestAsync($"$JS.API.DIRECT.GET.{_stream}.{subject}", default, cancel);
        if (answer.Status == 404)
            return null;
        if (answer.Headers?["Nats-Sequence"] is not { } sequence)
            throw new NatsException(NatsFault.Protocol, $"The answer for {key} does not name its revision.");
        _ = DateTimeOffset.TryParse(answer.Headers["Nats-Time-Stamp"], CultureInfo.InvariantCulture, out var at);
        return new KvEntry(key, answer.Data, long.Parse(sequence, CultureInfo.InvariantCulture), at, OperationOf(answer.Headers));
    }

    /// <summary>A key as it was at a revision; null where that is no longer kept.</summary>
    public async Task<KvEntry?> GetAsync(string key, long revision, CancellationToken cancel) =>
        await StoredAsync(new { seq = revision }, cancel) is { Operation: KvOperation.Put } entry && entry.Key == key ? entry : null;

    /// <summary>Sets a key whatever it is; gives the revision.</summary>
    public async Task<long> PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancel) =>
        (await _streams.PublishAsync(_prefix + NatsNames.Key(key), value, cancel)).Seq;

    /// <summary>Sets a key that nobody has written since that revision; else a <see cref="NatsFault.Conflict"/>.</summary>
    public async Task<long> UpdateAsync(string key, ReadOnlyMemory<byte> value, long revision, CancellationToken cancel) =>
        (await _streams.PublishAsync(_prefix + NatsNames.Key(key), value, cancel, expected: revision)).Seq;

    /// <summary>Sets a key that is not there, or not any more; else a <see cref="NatsFault.Conflict"/>.</summary>
    public async Task<long> CreateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancel)
    {
        try
        {
            return await UpdateAsync(key, value, 0, cancel);
        }
        catch (NatsException fault) when (fault.Fault == NatsFault.Conflict)
        {
            // A removed key has a revision, too.
            if (await LastAsync(key, cancel) is { Operation: not KvOperation.Put } removed)
                return await UpdateAsync(key, value, removed.Revision, cancel);
            throw;
        }
    }

    /// <summary>Removes a key; its earlier versions stay. With a revision only where nobody has written since.</summary>
    public async Task<long> DeleteAsync(string key, CancellationToken cancel, long? revision = null) =>
        (await _streams.PublishAsync(_prefix + NatsNames.Key(key), default, cancel, expected: revision, headers: new NatsHeaders().Add("KV-Operation", "DEL"))).Seq;

    /// <summary>Removes a key and its earlier versions.</summary>
    public async Task<long> PurgeAsync(string key, CancellationToken cancel, long? revision = null) => (await _streams.PublishAsync(
        _prefix + NatsNames.Key(key), default, cancel, expected: revision,
        headers: new NatsHeaders().Add("KV-Operation", "PURGE").Add("Nats-Rollup", "sub"))).Seq;

    /// <summary>The keys that have a value.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancel)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var change in WatchAsync(">", cancel, values: false))
        {
            if (change.Entry is { Operation: KvOperation.Put } entry)
                keys.Add(entry.Key);
            else if (change.Entry is { } removed)
                keys.Remove(removed.Key);
            if (change.IsCurrent)
                break;
        }

        return [.. keys];
    }

    /// <summary>
    /// What is there, then what changes, without a gap over every connection. A key that changed several times while nobody listened may come
    /// once, with its last value.
    /// </summary>
    /// <param name="keys">A key, or a pattern with <c>*</c> and <c>&gt;</c>.</param>
    public IAsyncEnumerable<KvChange> WatchAsync(string keys, CancellationToken cancel, bool values = true) =>
        new KvWatch(_streams, _stream, _prefix, NatsNames.Pattern(keys), values).RunAsync(cancel);

    public static KvOperation OperationOf(NatsHeaders? headers) => headers?["KV-Operation"] switch
    {
        "DEL" => KvOperation.Delete,
        "PURGE" => KvOperation.Purge,
        _ => KvOperation.Put,
    };

    private async Task<KvEntry?> StoredAsync(object which, CancellationToken cancel)
    {
        try
        {
            var stored = (await _streams.ApiAsync<Stored>($"STREAM.MSG.GET.{_stream}", which, cancel)).Message;
            return stored.Subject.StartsWith(_prefix, StringComparison.Ordinal)
                ? new KvEntry(stored.Subject[_prefix.Length..], stored.Data ?? [], stored.Seq, stored.Time, OperationOf(stored.Hdrs is null ? null : NatsHeaders.Parse(stored.Hdrs)))
                : null;
        }
        catch (NatsException fault) when (fault.Fault == NatsFault.NotFound)
        {
            return null;
        }
    }

    private sealed record Stored(StoredMessage Message);

    private sealed record StoredMessage(string Subject, long Seq, DateTimeOffset Time, byte[]? Hdrs, byte[]? Data);
}
