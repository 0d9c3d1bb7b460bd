using System.Runtime.CompilerServices;

namespace Kinora.Integrations.Nats;

/// <summary>One step of a watch.</summary>
/// <param name="Entry">What changed; null where only the end of what was there is told.</param>
/// <param name="IsCurrent">With this, all that was there at the beginning has been told.</param>
internal sealed record KvChange(KvEntry? Entry, bool IsCurrent);

/// <summary>
/// Follows a bucket. The server sends in order and numbers what it sends; after a gap, a silence or a new connection the watch begins again
/// behind the last revision that it told, and from the start where the bucket was made anew meanwhile.
/// </summary>
internal sealed class KvWatch(JetStream streams, string stream, string prefix, string keys, bool values)
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly NatsClient _client = streams.Client;
    private DateTimeOffset _made;
    private long _last;
    private bool _current;

    public async IAsyncEnumerable<KvChange> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            await _client.ConnectedAsync(cancel);
            await using var heard = _client.Listen($"{_client.Inbox}.w.{_client.Number()}", passing: true);
            if (await BeginAsync(heard.Pattern, cancel) is not { } begun)
            {
                await Task.Delay(Pause, cancel);
                continue;
            }

            try
            {
                if (begun.NumPending == 0 && !_current)
                {
                    _current = true;
                    yield return new KvChange(null, IsCurrent: true);
                }

                for (var expected = 1L; ; expected++)
                {
                    var message = await NextAsync(heard, cancel);
                    if (message is null || JetStreamPlace.Parse(message.Reply) is not { } place || place.ConsumerSeq != expected)
                        break;
                    _last = place.StreamSeq;
                    var became = !_current && place.Pending == 0;
                    _current |= became;
                    var key = message.Subject[prefix.Length..];
                    yield return new KvChange(new KvEntry(key, message.Data, place.StreamSeq, place.At, KvBucket.OperationOf(message.Headers)), became);
                }
            }
            finally
            {
                await EndAsync(begun.Name);
            }
        }
    }

    /// <summary>Makes the consumer; null where that did not work out and is to be tried again.</summary>
    private async Task<ConsumerInfo?> BeginAsync(string into, CancellationToken cancel)
    {
        try
        {
            var found = await streams.FindAsync(stream, cancel);
            if (found is null)
                return _made == default ? throw new NatsException(NatsFault.NotFound, $"There is no bucket {stream[3..]}.") : null;
            if (_made != found.Created || found.State.LastSeq < _last)
                (_made, _last) = (found.Created, 0);
            return await streams.MakeAsync(
                stream,
                new ConsumerConfig
                {
                    DeliverSubject = into,
                    FilterSubject = prefix + keys,
                    DeliverPolicy = _last == 0 ? "last_per_subject" : "by_start_sequence",
                    OptStartSeq = _last == 0 ? 0 : _last + 1,
                    AckPolicy = "none",
                    MaxDeliver = 1,
                    IdleHeartbeat = SignOfLife,
                    FlowControl = true,
                    HeadersOnly = !values,
                    MemStorage = true,
                    InactiveThreshold = TimeSpan.FromSeconds(30),
                },
                cancel);
        }
        catch (NatsException fault) when (fault.Fault is NatsFault.Away or NatsFault.Broken or NatsFault.Timeout or NatsFault.NoResponders
            || (fault.Fault is NatsFault.NotFound or NatsFault.Refused && _made != default))
        {
            return null;
        }
    }

    /// <summary>The next message; null where the watch has to begin again.</summary>
    private async Task<NatsMessage?> NextAsync(NatsSubscription heard, CancellationToken cancel)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            while (true)
            {
                silence.CancelAfter(SignOfLife * 2.5);
                var message = await heard.ReadAsync(silence.Token);
                if (message.Status == 0)
                    return message;
                if (message.Status != 100)
                    return null;
                // The server waits for an answer before it sends on; some signs of life carry where to answer.
                if ((message.Reply ?? message.Headers?["Nats-Consumer-Stalled"]) is { } waits)
                    await _client.AskOnAsync(waits, null, default, cancel);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (NatsException)
        {
            return null;
        }
    }

    private async Task EndAsync(string consumer)
    {
        try
        {
            if (_client.State.IsUp)
                await streams.DropAsync(stream, consumer, CancellationToken.None);
        }
        catch (NatsException)
        {
            // The server forgets it by itself.
        }
    }
}
