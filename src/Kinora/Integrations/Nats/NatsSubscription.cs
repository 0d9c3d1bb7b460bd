using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Kinora.Integrations.Nats;

/// <summary>
/// What comes on a subject, in order, for one reader. It outlives connections, unless it is passing. When the reader is too slow, what is over the bounds is
/// dropped, and the message after the gap says how many those were.
/// </summary>
internal sealed class NatsSubscription : IAsyncDisposable
{
    private const long MostBytes = 64L << 20;
    private readonly Channel<NatsMessage> _waiting;
    private readonly Action<NatsSubscription> _leave;
    private long _bytes;
    private long _missed;
    private long _dropped;

    public NatsSubscription(long sid, string pattern, string? group, int most, Action<NatsSubscription> leave)
    {
        (Sid, Pattern, Group, _leave) = (sid, pattern, group, leave);
        _waiting = Channel.CreateBounded<NatsMessage>(new BoundedChannelOptions(most) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    }

    public long Sid { get; }

    public string Pattern { get; }

    /// <summary>It ends with its connection.</summary>
    public bool IsPassing { get; init; }

    /// <summary>Of those who listen in one group, each message reaches one.</summary>
    public string? Group { get; }

    /// <summary>Messages that were dropped since it began.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Waits for the next one.</summary>
    public async ValueTask<NatsMessage> ReadAsync(CancellationToken cancel)
    {
        try
        {
            var message = await _waiting.Reader.ReadAsync(cancel);
            Interlocked.Add(ref _bytes, -message.Data.Length);
            return message;
        }
        catch (ChannelClosedException)
        {
            throw new NatsException(NatsFault.Away, "Nobody listens to this subject any more.");
        }
    }

    /// <summary>All that come, until it is closed.</summary>
    public async IAsyncEnumerable<NatsMessage> ReadAllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var message in _waiting.Reader.ReadAllAsync(cancel))
        {
            Interlocked.Add(ref _bytes, -message.Data.Length);
            yield return message;
        }
    }

    /// <summary>Called by the one who reads the connection, which never waits here; true when it begins to drop.</summary>
    public bool Hear(NatsMessage message)
    {
        var missed = _missed;
        if (Interlocked.Read(ref _bytes) + message.Data.Length <= MostBytes && _waiting.Writer.TryWrite(missed > 0 ? message with { Missed = missed } : message))
        {
            Interlocked.Add(ref _bytes, message.Data.Length);
            _missed = 0;
            return false;
        }

        _missed++;
        Interlocked.Increment(ref _dropped);
        return missed == 0;
    }

    public void Close() => _waiting.Writer.TryComplete();

    public ValueTask DisposeAsync()
    {
        _leave(this);
        Close();
        return ValueTask.CompletedTask;
    }
}
