namespace Kinora.Platform;

/// <summary>Wakes a background loop before its next poll; signals given while it works are not lost.</summary>
internal sealed class Wake : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    public void Set()
    {
        try
        {
            _semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is set already.
        }
    }

    /// <summary>Returns when set, or after the time-out.</summary>
    public Task WaitAsync(TimeSpan timeout, CancellationToken cancel) => _semaphore.WaitAsync(timeout, cancel);

    public void Dispose() => _semaphore.Dispose();
}
