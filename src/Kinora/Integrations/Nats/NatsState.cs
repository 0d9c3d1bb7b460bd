namespace Kinora.Integrations.Nats;

/// <summary>How the bus is.</summary>
/// <param name="Server">Where it is connected, with the server's version; null while it is not.</param>
/// <param name="Since">Since when it is connected, or not.</param>
/// <param name="Fault">What was wrong the last time.</param>
/// <param name="Times">How often a connection was made.</param>
/// <param name="Waiting">Messages that wait for a connection.</param>
/// <param name="Uncertain">Messages that were being written when a connection broke.</param>
/// <param name="Dropped">Messages that slow readers have missed.</param>
internal sealed record NatsState(string? Server, DateTimeOffset Since, string? Fault, long Times, int Waiting, long Uncertain, long Dropped)
{
    public bool IsUp => Server is not null;
}
