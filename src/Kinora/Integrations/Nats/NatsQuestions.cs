using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Kinora.Integrations.Nats;

/// <summary>Questions that wait for their answer; all answers come by one subscription and are told apart by the last token.</summary>
internal sealed class NatsQuestions(string inbox)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<NatsMessage>> _waiting = new();
    private readonly int _prefix = inbox.Length + 3;
    private long _last;

    /// <summary>One question.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Question(long Id, string Subject, Task<NatsMessage> Answer);

    /// <summary>A number that nothing else of this client has.</summary>
    public long Number() => Interlocked.Increment(ref _last);

    public Question Add()
    {
        var id = Number();
        var answer = new TaskCompletionSource<NatsMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        return new Question(id, string.Create(CultureInfo.InvariantCulture, $"{inbox}.r.{id}"), answer.Task);
    }

    /// <summary>The first answer counts; one that nobody waits for any more is dropped.</summary>
    public void Answer(NatsMessage message)
    {
        if (message.Subject.Length > _prefix
            && long.TryParse(message.Subject.AsSpan(_prefix), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && _waiting.TryRemove(id, out var waiting))
            waiting.TrySetResult(message);
    }

    public void Remove(long id) => _waiting.TryRemove(id, out _);

    public void Fail(NatsFault fault, string message)
    {
        foreach (var id in _waiting.Keys)
        {
            if (!_waiting.TryRemove(id, out var waiting))
                continue;
            // Nobody may look at it any more.
            waiting.TrySetException(new NatsException(fault, message));
            _ = waiting.Task.Exception;
        }
    }
}
