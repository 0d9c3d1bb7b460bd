using System.Globalization;

namespace Kinora.Library.Analytics;

/// <summary>One play, as the statistics count it.</summary>
/// <param name="EndedAt">Unix ms; a play counts for the day on which it ended.</param>
internal sealed record DiaryPlay(string TitleId, long StartedAt, long EndedAt, long WatchedMs, double ProgressEnd, bool Completed);

/// <summary>What is known of a title that was watched.</summary>
/// <param name="Topics">Genres, themes and categories.</param>
/// <param name="Path">The series that it belongs to.</param>
internal sealed record DiaryTitle(IReadOnlyList<string> Topics, string? Creator, string? Path)
{
    public static DiaryTitle Unknown { get; } = new([], null, null);
}

/// <summary>What a profile aims at.</summary>
/// <param name="Minutes">A day's goal; 0 = none.</param>
/// <param name="Topics">What counts towards it; none: everything.</param>
internal sealed record DiaryGoal(int Minutes, IReadOnlyList<string> Topics);

/// <summary>
/// A profile's plays by its own calendar: days of its time zone, ISO weeks, months. Pure; every figure is counted from the plays each time it is asked
/// for, so it is never behind and late, corrected and removed plays need no repair.
/// </summary>
internal sealed class WatchDiary
{
    private readonly List<(DateOnly Day, DiaryPlay Play)> _plays;
    private readonly Func<string, DiaryTitle> _titles;
    private readonly DiaryGoal _goal;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<DateOnly, long> _towardsGoal = [];

    public WatchDiary(IEnumerable<DiaryPlay> plays, Func<string, DiaryTitle> titles, DiaryGoal goal, TimeZoneInfo zone)
    {
        (_titles, _goal, _zone) = (titles, goal, zone);
        _plays = [.. plays.Select(play => (DayOf(play.EndedAt), play)).OrderBy(one => one.Item2.EndedAt)];
        foreach (var day in _plays.GroupBy(one => one.Day))
            _towardsGoal[day.Key] = Math.Min(LengthOf(day.Key), day.Where(one => Counts(one.Play.TitleId)).Sum(one => one.Play.WatchedMs));
    }

    public DateOnly DayOf(long at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), _zone).DateTime);

    public Period Day(DateOnly day) => Over(day, day);

    /// <summary>Monday to Sunday.</summary>
    public Period Week(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return Over(monday, monday.AddDays(6));
    }

    public Period Month(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return Over(first, first.AddMonths(1).AddDays(-1));
    }

    public Period All() => Over(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>What was watched from one day to another, both among them.</summary>
    public Period Over(DateOnly from, DateOnly to)
    {
        var plays = _plays.Where(one => one.Day >= from && one.Day <= to).ToList();
        var titles = plays.GroupBy(one => one.Play.TitleId, StringComparer.Ordinal)
            .Select(group => (Id: group.Key, Ms: group.Sum(one => one.Play.WatchedMs), Reached: group.Max(one => one.Play.Completed ? 1 : one.Play.ProgressEnd)))
            .ToList();
        return new Period
        {
            From = from,
            To = to,
            Watched = titles.Count,
            Completed = plays.Where(one => one.Play.Completed).Select(one => one.Play.TitleId).Distinct(StringComparer.Ordinal).Count(),
            WatchedMs = plays.GroupBy(one => one.Day).Sum(day => Math.Min(LengthOf(day.Key), day.Sum(one => one.Play.WatchedMs))),
            GoalsMet = plays.Select(one => one.Day).Distinct().Count(GoalMet),
            CompletionRate = titles.Count == 0 ? 0 : titles.Average(title => title.Reached),
            Plays = plays.Count,
            Topics = Most(titles.SelectMany(title => _titles(title.Id).Topics.Select(topic => ((string?)topic, title.Ms)))),
            Creators = Most(titles.Select(title => (_titles(title.Id).Creator, title.Ms))),
            Paths = Most(titles.Select(title => (_titles(title.Id).Path, title.Ms))),
            Hours = Hours(plays),
        };
    }

    public bool GoalMet(DateOnly day) => _goal.Minutes > 0 && _towardsGoal.GetValueOrDefault(day) >= _goal.Minutes * 60_000L;

    /// <summary>Minutes of the day that count towards the goal, in ms.</summary>
    public long TowardsGoal(DateOnly day) => _towardsGoal.GetValueOrDefault(day);

    /// <summary>Days in a row with the goal met, up to this one; while it is not met yet, up to the day before.</summary>
    public int StreakAt(DateOnly day)
    {
        var last = GoalMet(day) ? day : day.AddDays(-1);
        var streak = 0;
        while (GoalMet(last.AddDays(-streak)))
            streak++;
        return streak;
    }

    public int LongestStreak()
    {
        var (longest, running, before) = (0, 0, DateOnly.MinValue);
        foreach (var day in _towardsGoal.Keys.Where(GoalMet).Order())
        {
            running = before != DateOnly.MinValue && day == before.AddDays(1) ? running + 1 : 1;
            (longest, before) = (Math.Max(longest, running), day);
        }

        return longest;
    }

    /// <summary>The first day of which anything is known.</summary>
    public DateOnly? FirstDay => _plays.Count == 0 ? null : _plays[0].Day;

    /// <summary>When the last play ended.</summary>
    public long? LastAt => _plays.Count == 0 ? null : _plays[^1].Play.EndedAt;

    /// <summary>The days on which anything was watched, in their order.</summary>
    public IEnumerable<DateOnly> DaysWatched() => _plays.Select(one => one.Day).Distinct();

    /// <summary>2026-W47.</summary>
    public static string WeekName(DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time):0000}-W{ISOWeek.GetWeekOfYear(time):00}");
    }

    /// <summary>A day has 23 to 25 hours where the clocks are changed; nobody watches for longer.</summary>
    private long LengthOf(DateOnly day) => (long)(Midnight(day.AddDays(1)) - Midnight(day)).TotalMilliseconds;

    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Some zones change their clocks at midnight: then the day begins when there is a time again.
        while (_zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    private bool Counts(string titleId) => _goal.Topics.Count == 0
        || _titles(titleId).Topics.Any(topic => _goal.Topics.Contains(topic, StringComparer.OrdinalIgnoreCase));

    private static List<Share> Most(IEnumerable<(string? Name, long Ms)> parts) =>
    [
        .. parts.Where(part => !string.IsNullOrEmpty(part.Name)).GroupBy(part => part.Name!, StringComparer.Ordinal)
            .Select(group => new Share(group.Key, group.Sum(part => part.Ms)))
            .OrderByDescending(share => share.Ms).ThenBy(share => share.Name, StringComparer.Ordinal),
    ];

    private long[] Hours(List<(DateOnly Day, DiaryPlay Play)> plays)
    {
        var hours = new long[24];
        foreach (var (_, play) in plays)
            hours[TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(play.StartedAt), _zone).Hour] += play.WatchedMs;
        return hours;
    }
}

/// <summary>Time watched under one name.</summary>
internal sealed record Share(string Name, long Ms);

/// <summary>What was watched in a stretch of days.</summary>
internal sealed record Period
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>Different titles.</summary>
    public required int Watched { get; init; }

    public required int Completed { get; init; }

    public required long WatchedMs { get; init; }

    /// <summary>Days on which the goal was met.</summary>
    public required int GoalsMet { get; init; }

    /// <summary>0–1: how far the titles were watched on average.</summary>
    public required double CompletionRate { get; init; }

    public required int Plays { get; init; }

    /// <summary>The most watched first.</summary>
    public required IReadOnlyList<Share> Topics { get; init; }

    public required IReadOnlyList<Share> Creators { get; init; }

    public required IReadOnlyList<Share> Paths { get; init; }

    /// <summary>Time watched by the hour in which it began, in ms.</summary>
    public required IReadOnlyList<long> Hours { get; init; }
}
