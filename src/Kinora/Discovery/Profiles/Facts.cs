using System.Text.Json;
using Kinora.Catalog.Contracts;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;
using Kinora.Signals.Contracts;

namespace Kinora.Discovery.Profiles;

/// <summary>Signals as the engine takes them: ordinals instead of ids.</summary>
internal static class Facts
{
    /// <summary>Null for a signal about something that the catalogue does not know.</summary>
    public static SignalFact? Of(Signal signal, CatalogueSnapshot snapshot)
    {
        var (kind, target) = signal.Target is null ? default : Target(signal, snapshot);
        if (signal.Target is not null && target is null)
            return null;
        return new SignalFact
        {
            EventId = Guid.Parse(signal.EventId),
            Kind = (FactKind)(byte)signal.Kind,
            At = signal.At,
            ReceivedAt = signal.ReceivedAt,
            Title = signal.Ordinal ?? -1,
            Target = target ?? -1,
            TargetKind = kind,
            FeedSession = signal.FeedSession is null ? default : Guid.Parse(signal.FeedSession),
            ServedAt = signal.ServedAt,
            PositionMs = signal.PositionMs ?? -1,
            DurationMs = signal.DurationMs ?? 0,
            Watched = signal.Watched is null ? [] : Intervals(signal.Watched),
            Value = signal.Value,
            OnFeed = signal.Surface == "feed",
            Device = DeviceOf(signal.Device),
        };
    }

    /// <summary>The class of device that a client names; anything else is unknown.</summary>
    public static Device DeviceOf(string? name) => name?.ToLowerInvariant() switch
    {
        "phone" => Device.Phone,
        "tablet" => Device.Tablet,
        "desktop" => Device.Desktop,
        "tv" => Device.Tv,
        _ => Device.Unknown,
    };

    private static (FactTarget Kind, int? Target) Target(Signal signal, CatalogueSnapshot snapshot)
    {
        var colon = signal.Target!.IndexOf(':', StringComparison.Ordinal);
        var id = signal.Target[(colon + 1)..];
        return signal.Target.AsSpan(0, colon) switch
        {
            "creator" => (FactTarget.Creator, snapshot.Creators.TryOrdinal(id, out var creator) ? creator : null),
            "topic" => (FactTarget.Topic, Feature.Topic(id)),
            _ => (FactTarget.Title, signal.Ordinal),
        };
    }

    private static List<Interval> Intervals(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(pair => new Interval(pair[0].GetInt64(), pair[1].GetInt64()))];
    }
}
