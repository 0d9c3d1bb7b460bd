using System.Diagnostics.Metrics;

namespace Kinora.Platform.Events;

/// <summary><c>kinora_events_total{topic,status}</c>.</summary>
internal sealed class EventMeter(IMeterFactory meters)
{
    private readonly Counter<long> _delivered =
        meters.Create("Kinora.Events").CreateCounter<long>("kinora_events", description: "Deliveries of events to subscribers.");

    public void Delivered(string topic, string status) =>
        _delivered.Add(1, new KeyValuePair<string, object?>("topic", topic), new("status", status));
}
