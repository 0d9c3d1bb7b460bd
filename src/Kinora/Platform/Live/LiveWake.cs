namespace Kinora.Platform.Live;

/// <summary>Tells the streams to look before their next poll; whoever has news calls it after the commit.</summary>
internal sealed class LiveWake
{
    private int _listeners;

    public Wake Wake { get; } = new();

    /// <summary>Whether anybody listens: else there is nobody to wake.</summary>
    public bool IsHeard => Volatile.Read(ref _listeners) > 0;

    public void Set()
    {
        if (IsHeard)
            Wake.Set();
    }

    public void Listen(int more)
    {
        Interlocked.Add(ref _listeners, more);
        Wake.Set();
    }
}
