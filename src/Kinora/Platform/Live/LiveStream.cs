using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace Kinora.Platform.Live;

/// <summary>One open stream: how far it has heard, and what waits for its reader.</summary>
internal sealed class LiveStream(LiveListener who, IReadOnlyList<string> kinds, int waiting)
{
    private const int Remembered = 500;
    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(waiting) { SingleReader = true });
    private readonly long?[] _places = new long?[kinds.Count];
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private volatile string? _reason;

    public LiveListener Who => who;

    public ChannelReader<LiveEvent> Events => _events.Reader;

    /// <summary>Why the stream ends; null while it doesn't.</summary>
    public string? Reason => _reason;

    public long? PlaceOf(int source) => _places[source];

    /// <summary>Takes up where an event with this id was the last one heard. Kinds that it doesn't know begin now.</summary>
    public void Resume(string? lastEventId)
    {
        foreach (var part in (lastEventId ?? "").Split('_'))
        {
            var at = part.LastIndexOf('.');
            var source = at < 0 ? -1 : kinds.ToList().IndexOf(part[..at]);
            if (source >= 0 && long.TryParse(part.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
                _places[source] = place;
        }
    }

    public void Take(int source, LiveNews news)
    {
        _places[source] = news.Place;
        foreach (var item in news.Items)
        {
            var data = JsonSerializer.Serialize(item.Data, KinoraJson.Options);
            if (item.Key is not null && !IsNew(item.Key, data))
                continue;
            if (!_events.Writer.TryWrite(new LiveEvent(Id(), kinds[source], data)))
                End("too-slow");
        }
    }

    /// <summary>No more events; what waits is still read, then the reason.</summary>
    public void End(string reason)
    {
        _reason ??= reason;
        _events.Writer.TryComplete();
    }

    private bool IsNew(string key, string data)
    {
        if (_told.TryGetValue(key, out var before) && before == data)
            return false;
        if (_told.Count >= Remembered)
            _told.Clear();
        _told[key] = data;
        return true;
    }

    private string Id() => string.Join('_', kinds.Select((kind, i) => (kind, Place: _places[i])).Where(pair => pair.Place is not null)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.kind}.{pair.Place}")));
}

/// <summary>An event as it goes out.</summary>
internal sealed record LiveEvent(string Id, string Kind, string Data);
