namespace Kinora.Discovery;

/// <summary>Waiting that ends without a fault when the server stops.</summary>
internal static class Ticks
{
    /// <summary>False when the server stops.</summary>
    public static async Task<bool> TickedAsync(this PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
