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

    private readonly List<ViewingEvent> _events = [];
    private (long Duration, long ResetAt, int Rating) _madeFor;
    private Viewing[]? _made;

    public IReadOnlyList<ViewingEvent> Events => _events;

    /// <summary>False for an event that is there already.</summary>
    public bool Add(ViewingEvent happened)
    {
        var at = _events.BinarySearch(happened, ViewingEvent.Order);
        if (at >= 0)
            return false;
        _events.Insert(~at, happened);
        _made = null;
        return true;
    }

    /// <summary>Forgets everything that belongs to viewings which began before; true if nothing is left.</summary>
    public bool Forget(long beforeMs)
    {
        _events.RemoveAll(happened => happened.At < beforeMs);
        _made = null;
        return _events.Count == 0;
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
        return _made = [.. Groups(_events.Where(happened => happened.At >= resetAt)).Select(group => Make(group, durationMs, rating))];
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
