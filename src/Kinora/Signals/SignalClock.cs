using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>
/// Makes the events that a route writes by itself. Their times never repeat within the process: the latest opinion wins by time, so a tap
/// and its undo in one millisecond must not be a draw.
/// </summary>
internal sealed class SignalClock(TimeProvider time)
{
    private long _last;

    public Signal Make(SignalKind kind, string? titleId = null, string? target = null)
    {
        var now = time.GetUtcNow();
        return new Signal
        {
            EventId = Guid.CreateVersion7(now).ToString(),
            Kind = kind,
            At = Next(now.ToUnixTimeMilliseconds()),
            TitleId = titleId,
            Target = target,
        };
    }

    private long Next(long now)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return next;
        }
    }
}
