using Kinora.Catalog.Contracts;
using Kinora.Signals.Contracts;

namespace Kinora.Signals.Demo;

/// <summary>
/// Sixty invented days of one person, by taste and seeded chance: evenings with films, series in order, clips in sittings of three. The
/// last evening leaves a film unfinished. The same person, titles and time give the same past.
/// </summary>
internal sealed class DemoPast
{
    public const int Days = 60;

    /// <summary>So few that a person's own feed still has most clips to offer.</summary>
    private const int MostClips = 15;

    private const int ClipDays = 12;

    private const long MinuteMs = 60_000;

    private const long DayMs = 24 * 60 * MinuteMs;

    private readonly DemoPerson _person;
    private readonly long _now;
    private readonly Random _random;
    private readonly DemoDiary _diary;
    private readonly List<DemoTitle> _clips;
    private readonly List<DemoTitle> _films;
    private readonly List<Queue<DemoTitle>> _series;
    private long _busyUntil;
    private int _clipsWatched;

    private DemoPast(DemoPerson person, IReadOnlyList<DemoTitle> titles, DateTimeOffset now)
    {
        (_person, _now, _diary) = (person, now.ToUnixTimeMilliseconds(), new DemoDiary(person.User));
        _random = new Random(person.User.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter)));
        _clips = [.. titles.Where(title => title.IsClip)];
        _films = [.. titles.Where(title => title.IsFilm)];
        _series =
        [
            .. person.Series.Select(id => new Queue<DemoTitle>(titles
                .Where(title => title.IsEpisode && title.SeriesId == id)
                .OrderBy(title => title.Season).ThenBy(title => title.Episode))),
        ];
    }

    public static IReadOnlyList<Signal> Of(DemoPerson person, IReadOnlyList<DemoTitle> titles, DateTimeOffset now)
    {
        var past = new DemoPast(person, titles, now);
        past.Habits();
        for (var day = Days - 1; day >= 2; day--)
            past.Day(day);
        past.LastEvening();
        return past._diary.Signals;
    }

    private void Habits()
    {
        foreach (var creator in _person.Creators)
            _diary.Follow(creator, _now - (25 * DayMs) + _random.Next((int)DayMs), "desktop");
        if (_films.Find(film => film.Genres.Any(_person.Avoids.Contains)) is not { } disliked)
            return;
        _diary.Hide(disliked, _now - (12 * DayMs), "desktop");
        _films.Remove(disliked);
    }

    private void Day(int daysAgo)
    {
        var midnight = (_now / DayMs * DayMs) - (daysAgo * DayMs);
        var wanted = _person.ViewingsPerWeek / 7.0 * (daysAgo > 28 ? 0.4 : 1);
        var sittings = (int)wanted + (Chance(wanted - (int)wanted) ? 1 : 0);
        var starts = Enumerable.Range(0, sittings)
            .Select(_ => midnight + (_person.Hours[_random.Next(_person.Hours.Count)] * 60 * MinuteMs) + (_random.Next(60) * MinuteMs))
            .Order().ToList();
        foreach (var planned in starts)
        {
            var start = Math.Max(planned, _busyUntil + (5 * MinuteMs));
            if (daysAgo <= ClipDays && _clipsWatched < MostClips && Chance(_person.ClipShare) && Clips(start))
                continue;
            if (!(Chance(0.45) && Episode(start)))
                Film(start);
        }
    }

    private bool Clips(long start)
    {
        var watched = 0;
        while (watched < 3 && Choose(_clips, start) is { } clip)
        {
            _clips.Remove(clip);
            Watch(clip, start, Chance(_person.Skips) ? 0.05 + (0.2 * _random.NextDouble()) : End(clip), "phone");
            (start, watched, _clipsWatched) = (_busyUntil + 2_000, watched + 1, _clipsWatched + 1);
        }

        return watched > 0;
    }

    private bool Episode(long start)
    {
        var open = _series.Where(queue => queue.Count > 1 && queue.Peek() is var next && DemoTaste.Of(_person, next, start, _now) > 0).ToList();
        if (open.Count == 0)
            return false;
        Watch(open[_random.Next(open.Count)].Dequeue(), start, 1, "tv");
        return true;
    }

    private void Film(long start)
    {
        if (Choose(_films, start) is not { } film)
            return;
        _films.Remove(film);
        var share = End(film);
        Watch(film, start, share, Device(start));
        if (share < 1 && Chance(0.8))
            _diary.Dismiss(film, _busyUntil += MinuteMs, Device(start));
    }

    /// <summary>
    /// Some clips and two films to the end, the second one liked; then something to continue: an episode, where there is one, and a film left
    /// in the middle; two pages opened for later.
    /// </summary>
    private void LastEvening()
    {
        Clips(Math.Max(_busyUntil + (10 * MinuteMs), _now - DayMs - (4 * 60 * MinuteMs)));
        for (var n = 0; n < 2 && Choose(_films.FindAll(film => film.DurationMs <= 80 * MinuteMs), _busyUntil) is { } finished; n++)
        {
            _films.Remove(finished);
            _busyUntil = _diary.Watch(finished, _busyUntil + (5 * MinuteMs), 1, "tv");
            if (n == 1)
                _diary.Rate(finished, _busyUntil += 5_000, liked: true, "tv");
        }

        var start = _busyUntil + (5 * MinuteMs);
        if (_series.Find(queue => queue.Count > 0 && DemoTaste.Of(_person, queue.Peek(), start, _now) > 0) is { } queue)
            Watch(queue.Dequeue(), start, 0.55, "tv");
        var candidates = _films.Where(film => film.DurationMs > 40 * MinuteMs).ToList();
        if (Choose(candidates, start) is { } film)
        {
            candidates.Remove(film);
            Watch(film, Math.Max(start, _busyUntil + (3 * MinuteMs)), 0.3 + (0.4 * _random.NextDouble()), "tv");
        }

        for (var n = 0; n < 2 && Choose(candidates, _busyUntil) is { } later; n++)
        {
            candidates.Remove(later);
            _diary.Browse(later, _busyUntil + ((n + 1) * MinuteMs), "phone");
        }
    }

    private void Watch(DemoTitle title, long start, double share, string device)
    {
        _busyUntil = _diary.Watch(title, start, share, device);
        if (share >= 1 && Chance(_person.Likes))
            _diary.Rate(title, _busyUntil += 5_000, liked: true, device);
        else if (share < 0.3 && Chance(0.1))
            _diary.Rate(title, _busyUntil += 2_000, liked: false, device);
    }

    /// <summary>To the end, or somewhere before it.</summary>
    private double End(DemoTitle title)
    {
        var chance = _person.Finishes + (title.CreatorId is { } creator && _person.Creators.Contains(creator) ? 0.1 : 0);
        return Chance(chance) ? 1 : 0.25 + (0.5 * _random.NextDouble());
    }

    private DemoTitle? Choose(List<DemoTitle> from, long at)
    {
        var weights = from.ConvertAll(title => DemoTaste.Of(_person, title, at, _now));
        var mark = _random.NextDouble() * weights.Sum();
        for (var n = 0; n < from.Count; n++)
        {
            if (weights[n] > 0 && (mark -= weights[n]) <= 0)
                return from[n];
        }

        return null;
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private static string Device(long at) => at % DayMs / (60 * MinuteMs) is >= 18 or < 2 ? "tv" : "desktop";
}
