using System.Text;

namespace Kinora.Integrations.Nats;

/// <summary>A message as it came.</summary>
/// <param name="Reply">Where an answer is waited for; null where none is.</param>
internal sealed record NatsMessage(string Subject, string? Reply, NatsHeaders? Headers, byte[] Data)
{
    /// <summary>How many messages before this one were dropped because their reader was too slow.</summary>
    public long Missed { get; init; }

    public int Status => Headers?.Status ?? 0;

    public string Text => Encoding.UTF8.GetString(Data);
}
