namespace Kinora.Ranking.Profiles;

/// <summary>What happened to one title, in the order of (time, event id), and the viewings that this makes.</summary>
internal sealed class TitleTrack(int title)
{
    /// <summary>Events without a feed session that lie further apart belong to two viewings. 30 min.</summary>
    public const long GapMs = 30L * 60_000;

    /// <summary>Completed, for ranking, from this position or ratio on.</summary>
    public const double CompletedFrom = 0.90;

    /// <summary>A clip shorter than this is never completed at position 0.</summary>
    public const long ShortMs = 120_000;

    private byte[] _bytes = [];
    private int _last;
    private int _kinds;
    private (long Duration, long ResetAt, int Rating) _madeFor;
    private Viewing[]? _made;

    /// <summary>How many events.</summary>
    public int Count { get; private set; }

    /// <summary>The events as they are stored.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>When the newest event happened.</summary>
    public long LastAt => _last is var at && Count > 0 ? EventBytes.Number(_bytes, ref at) : long.MinValue;

    /// <summary>The events, made anew at each call: ask <see cref="HasAny"/> first.</summary>
    public List<ViewingEvent> Events()
    {
        var events = new List<ViewingEvent>(Count);
        for (var at = 0; at < _bytes.Length;)
            events.Add(EventBytes.Read(_bytes, ref at));
        return events;
    }

    /// <summary>Whether there is an event of one of these kinds.</summary>
    public bool HasAny(params ReadOnlySpan<FactKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if ((_kinds & (1 << (int)kind)) != 0)
                return true;
        }

        return false;
    }

    /// <summary>False for an event that is there already.</summary>
    public bool Add(ViewingEvent happened)
    {
        var last = _last;
        if (Count == 0 || ViewingEvent.Order.Compare(EventBytes.Read(_bytes, ref last), happened) < 0)
        {
            var bytes = new List<byte>(64);
            EventBytes.Write(bytes, happened);
            _last = _bytes.Length;
            _bytes = [.. _bytes, .. bytes];
            _kinds |= 1 << (int)happened.Kind;
            Count++;
            _made = null;
            return true;
        }

        var events = Events();
        var at = events.BinarySearch(happened, ViewingEvent.Order);
        if (at >= 0)
            return false;
        events.Insert(~at, happened);
        Load(events);
        return true;
    }

    /// <summary>Forgets its oldest event.</summary>
    public void ForgetOldest()
    {
        var events = Events();
        var from = events[1].At;
        events.RemoveAll(happened => happened.At < from);
        Load(events);
    }

    /// <summary>Takes over all events, in their order.</summary>
    public void Load(List<ViewingEvent> events)
    {
        var bytes = new List<byte>(events.Count * 48);
        _kinds = 0;
        foreach (var happened in events)
        {
            _last = bytes.Count;
            _kinds |= 1 << (int)happened.Kind;
            EventBytes.Write(bytes, happened);
        }

        (_bytes, Count, _made) = ([.. bytes], events.Count, null);
    }

    /// <summary>The viewings that the events make.</summary>
    /// <param name="durationMs">The catalogue's, for events that tell none.</param>
    /// <param name="resetAt">Earlier events do not count.</param>
    /// <param name="rating">The title's present rating: a like that was taken back is none.</param>
    public IReadOnlyList<Viewing> Viewings(long durationMs, long resetAt, int rating)
    {
        if (_made is not null && _madeFor == (durationMs, resetAt, rating))
            return _made;
        _madeFor = (durationMs, resetAt, rating);
        return _made = [.. Groups(Events().Where(happened => happened.At >= resetAt && happened.Kind != FactKind.Dismiss)).Select(group => Make(group, durationMs, rating))];
    }

    private static IEnumerable<List<ViewingEvent>> Groups(IEnumerable<ViewingEvent> events)
    {
        var bySession = new Dictionary<Guid, List<ViewingEvent>>();
        List<ViewingEvent>? play = null;
        foreach (var happened in events)
        {
            if (happened.Session != default)
            {
                if (bySession.TryGetValue(happened.Session, out var feed))
                    feed.Add(happened);
                else
                    bySession[happened.Session] = [happened];
                continue;
            }

            if (play is not null && happened.At - play[^1].At > GapMs)
            {
                yield return play;
                play = null;
            }

            (play ??= []).Add(happened);
        }

        if (play is not null)
            yield return play;
        foreach (var feed in bySession.Values)
            yield return feed;
    }

    private Viewing Make(List<ViewingEvent> events, long catalogueMs, int rating)
    {
        var told = events.FindLast(happened => happened.DurationMs > 0)?.DurationMs ?? 0;
        var duration = told > 0 ? told : Math.Max(0, catalogueMs);
        var watched = Watched(events, duration);
        double? ratio = duration > 0 && watched.Told ? Math.Min(1, (double)watched.CreditedMs / duration) : null;
        var furthest = events.Max(happened => happened.PositionMs);
        var completed = ratio >= CompletedFrom || (duration > 0 && furthest >= CompletedFrom * duration)
            || events.Exists(happened => happened.Kind == FactKind.Complete && (duration is 0 or >= ShortMs || happened.PositionMs != 0));
        var opinion = events.FindLast(happened => happened.Kind is FactKind.Like or FactKind.Unlike or FactKind.Dislike)?.Kind;
        return new Viewing
        {
            Title = title,
            FirstAt = events[0].At,
            LastAt = events[^1].At,
            Ratio = ratio,
            Completed = completed,
            Liked = opinion == FactKind.Like && rating > 0,
            Disliked = opinion == FactKind.Dislike && rating < 0,
            Shared = events.Exists(happened => happened.Kind == FactKind.Share),
            Commented = events.Exists(happened => happened.Kind == FactKind.Comment),
            Skipped = !completed && events.Exists(happened => happened.Kind == FactKind.Skip),
            Weak = events.FindLast(happened => happened.Kind is FactKind.View or FactKind.Queue or FactKind.Unqueue)?.Kind
                is FactKind.View or FactKind.Queue,
            Device = events.FindLast(happened => happened.Device != Device.Unknown)?.Device ?? Device.Unknown,
            DurationMs = duration,
            LastPositionMs = events.FindLast(happened => happened.PositionMs >= 0)?.PositionMs ?? -1,
        };
    }

    /// <summary>Where a player tells positions and no intervals, what lies between two positions forward counts as watched.</summary>
    private static WatchedTime Watched(List<ViewingEvent> events, long duration)
    {
        var watched = new WatchedTime(duration);
        var last = -1L;
        var toldIntervals = events.Exists(happened => happened.Watched.Count > 0);
        foreach (var happened in events)
        {
            var plays = happened.Kind is FactKind.Play or FactKind.Progress or FactKind.Complete or FactKind.TuneOut or FactKind.Skip;
            if (!toldIntervals && plays && last >= 0 && happened.PositionMs >= 0)
                watched.Add(happened.At, [new Interval(last, happened.PositionMs)]);
            else
                watched.Add(happened.At, happened.Watched);
            last = plays && happened.PositionMs >= 0 ? happened.PositionMs : last;
        }

        return watched;
    }
}
