using System.Collections.Concurrent;

namespace Kinora.Platform.Http;

/// <summary>Counts how often something was done within a window, for one process.</summary>
internal sealed class Limits(TimeProvider time)
{
    private const int Sweep = 10_000;
    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private int _since;

    /// <summary>Counts one more; not allowed beyond <paramref name="most"/> in a window.</summary>
    public Taken Take(string key, int most, TimeSpan window)
    {
        if (Interlocked.Increment(ref _since) % Sweep == 0)
            Forget();
        var now = time.GetUtcNow();
        var current = _windows.AddOrUpdate(
            key,
            _ => new Window(now + window, 1),
            (_, old) => now >= old.Ends || old.Ends - now > window ? new Window(now + window, 1) : old with { Count = old.Count + 1 });
        return new Taken(current.Count <= most, most, Math.Max(0, most - current.Count), current.Ends - now);
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (key, window) in _windows)
        {
            if (window.Ends < now)
                _windows.TryRemove(new(key, window));
        }
    }

    /// <summary>Whether it may be done, of how many, how many are left, and when the window ends.</summary>
    internal readonly record struct Taken(bool Allowed, int Most, int Left, TimeSpan Ends)
    {
        public int Seconds => Math.Max(1, (int)Math.Ceiling(Ends.TotalSeconds));

        public Refusal Refusal => new(
            RefusalKind.TooMany, "too-many-requests", $"Too many requests: try again in {Seconds} s.")
        {
            More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after"] = Seconds },
        };
    }

    private sealed record Window(DateTimeOffset Ends, int Count);
}
