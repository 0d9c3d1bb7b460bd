using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Kinora.Integrations.Nats;

/// <summary>Who listens to what. Whoever adds and removes holds the client's lock.</summary>
internal sealed class NatsListeners
{
    /// <summary>The number of the subscription that all answers come by.</summary>
    public const long Answers = 1;

    private readonly ConcurrentDictionary<long, NatsSubscription> _all = new();
    private long _last = Answers;
    private long _droppedBefore;
    private byte[]? _answers;

    public long Dropped => Interlocked.Read(ref _droppedBefore) + _all.Values.Sum(subscription => subscription.Dropped);

    public NatsSubscription? Find(long sid) => _all.GetValueOrDefault(sid);

    public NatsSubscription Add(string pattern, string? group, int most, Action<NatsSubscription> leave, bool passing)
    {
        var subscription = new NatsSubscription(++_last, pattern, group, most, leave) { IsPassing = passing };
        _all[subscription.Sid] = subscription;
        return subscription;
    }

    public bool Remove(NatsSubscription subscription)
    {
        if (!_all.TryRemove(subscription.Sid, out _))
            return false;
        Interlocked.Add(ref _droppedBefore, subscription.Dropped);
        return true;
    }

    /// <summary>The connection broke: what was to last as long as it ends.</summary>
    public void Break()
    {
        foreach (var subscription in _all.Values.Where(subscription => subscription.IsPassing).ToList())
        {
            Remove(subscription);
            subscription.Close();
        }
    }

    /// <summary>The line to send, where nobody has listened for answers so far.</summary>
    public byte[]? AddAnswers(string pattern)
    {
        if (_answers is not null)
            return null;
        return _answers = Encoding.ASCII.GetBytes($"SUB {pattern} 1\r\n");
    }

    /// <summary>What a new connection is told.</summary>
    public byte[] All() => [.. _answers ?? [], .. _all.Values.OrderBy(subscription => subscription.Sid).SelectMany(Line)];

    public static byte[] Line(NatsSubscription subscription) => Encoding.UTF8.GetBytes(subscription.Group is null
        ? string.Create(CultureInfo.InvariantCulture, $"SUB {subscription.Pattern} {subscription.Sid}\r\n")
        : string.Create(CultureInfo.InvariantCulture, $"SUB {subscription.Pattern} {subscription.Group} {subscription.Sid}\r\n"));

    public void Close()
    {
        foreach (var subscription in _all.Values)
            subscription.Close();
    }
}
