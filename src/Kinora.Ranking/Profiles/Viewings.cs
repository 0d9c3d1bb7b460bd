using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Profiles;

/// <summary>A profile's viewings, kept as the events that make them, so that a late event changes the one it belongs to.</summary>
internal sealed class Viewings
{
    /// <summary>Titles whose events are kept; beyond, those that were touched longest ago are forgotten.</summary>
    public const int MostTitles = 1_024;

    /// <summary>Events that one title keeps at most.</summary>
    public const int MostEvents = 1_024;

    private readonly SortedList<int, TitleTrack> _tracks = [];

    public IReadOnlyDictionary<int, TitleTrack> Tracks => _tracks;

    /// <summary>False for an event that is there already.</summary>
    public bool Add(SignalFact fact)
    {
        var happened = new ViewingEvent(
            fact.At, fact.EventId, fact.Kind, fact.FeedSession, fact.PositionMs, fact.DurationMs, fact.Watched, fact.Device);
        return Add(fact.Title, happened);
    }

    public bool Add(int title, ViewingEvent happened)
    {
        if (!_tracks.TryGetValue(title, out var track))
            _tracks[title] = track = new TitleTrack(title);
        if (!track.Add(happened))
            return false;
        if (track.Count > MostEvents)
            track.ForgetOldest();
        if (_tracks.Count > MostTitles)
            _tracks.Remove(_tracks.MinBy(pair => (pair.Value.LastAt, pair.Key)).Key);
        return true;
    }

    /// <summary>Takes over what was stored of one title, in its order.</summary>
    public void Load(int title, List<ViewingEvent> events)
    {
        var track = new TitleTrack(title);
        track.Load(events);
        _tracks[title] = track;
    }

    /// <summary>All of them, oldest first by (time of first event, title).</summary>
    public List<Viewing> All(CatalogueColumns columns, long resetAt, RegisterSet ratings)
    {
        var all = new List<Viewing>();
        foreach (var (title, track) in _tracks)
            all.AddRange(track.Viewings(columns.InRange(title) ? columns.DurationOf(title) : 0, resetAt, ratings[title]));
        all.Sort((a, b) => a.FirstAt != b.FirstAt ? a.FirstAt.CompareTo(b.FirstAt)
            : a.Title != b.Title ? a.Title.CompareTo(b.Title) : a.LastAt.CompareTo(b.LastAt));
        return all;
    }
}
