using Kinora.Library.Analytics;

namespace Kinora.Tests.Library.Analytics;

public sealed class WatchDiaryTests
{
    private const long Minute = 60_000;

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_day_is_the_profiles_own()
    {
        var late = Play("a", "2026-11-21T23:30:00Z", 20);

        Assert.Equal(new DateOnly(2026, 11, 22), Diary([late], Berlin).FirstDay);
        Assert.Equal(new DateOnly(2026, 11, 21), Diary([late], TimeZoneInfo.Utc).FirstDay);
    }

    [Fact]
    public void On_the_days_when_clocks_change_a_day_has_23_and_25_hours()
    {
        DiaryPlay[] plays = [Play("a", "2026-03-29T21:00:00Z", 30 * 60), Play("b", "2026-10-25T22:00:00Z", 30 * 60), Play("c", "2026-10-26T22:00:00Z", 30 * 60)];
        var diary = Diary(plays, Berlin);

        Assert.Equal([23, 25, 24], new[] { (3, 29), (10, 25), (10, 26) }.Select(day => (int)(diary.Day(new DateOnly(2026, day.Item1, day.Item2)).WatchedMs / (60 * Minute))));
    }

    [Fact]
    public void The_hour_that_comes_twice_counts_for_its_one_day()
    {
        var diary = Diary([Play("a", "2026-10-25T00:30:00Z", 10), Play("b", "2026-10-25T01:30:00Z", 10)], Berlin);

        Assert.Equal(2, diary.Day(new DateOnly(2026, 10, 25)).Plays);
        Assert.Equal(20 * Minute, diary.All().Hours[2]);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-W01")]
    [InlineData("2027-01-01", "2026-W53")]
    [InlineData("2024-12-30", "2025-W01")]
    [InlineData("2024-02-29", "2024-W09")]
    public void Weeks_are_those_of_ISO(string day, string week) =>
        Assert.Equal(week, WatchDiary.WeekName(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_streak_bears_that_today_is_not_over_yet_and_no_gap()
    {
        var diary = Diary([.. Enumerable.Range(1, 5).Select(day => Play("a", $"2026-11-0{day}T12:00:00Z", 30)), Play("a", "2026-11-07T12:00:00Z", 29)], TimeZoneInfo.Utc);

        Assert.Equal([5, 5, 0], new[] { 5, 6, 7 }.Select(day => diary.StreakAt(new DateOnly(2026, 11, day))));
        Assert.Equal(5, diary.LongestStreak());
        Assert.Equal(5, diary.Month(new DateOnly(2026, 11, 9)).GoalsMet);
    }

    [Fact]
    public void Only_titles_of_priority_topics_count_towards_the_goal_where_there_are_some()
    {
        var day = new DateOnly(2026, 11, 1);
        DiaryPlay[] plays = [Play("maths", "2026-11-01T10:00:00Z", 20), Play("noir", "2026-11-01T12:00:00Z", 90)];
        WatchDiary With(params string[] topics) => new(plays, id => new DiaryTitle([id], null, null), new DiaryGoal(30, topics), TimeZoneInfo.Utc);

        Assert.True(With().GoalMet(day));
        Assert.False(With("Maths").GoalMet(day));
        Assert.Equal(20 * Minute, With("Maths").TowardsGoal(day));
    }

    [Fact]
    public void The_days_of_2_000_made_up_diaries_add_up_to_their_weeks_months_and_all()
    {
        TimeZoneInfo[] zones = [TimeZoneInfo.Utc, Berlin, TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland"), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")];
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var start = new DateTimeOffset(2026, random.Next(1, 13), 1, 0, 0, 0, TimeSpan.Zero);
            DiaryPlay[] plays = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => Play($"t{random.Next(5)}", start.AddMinutes(random.Next(0, 60 * 24 * 40)).ToString("O"), random.Next(1, 300)))];
            var diary = Diary(plays, zones[seed % zones.Length]);
            var days = Enumerable.Range(-2, 50).Select(n => DateOnly.FromDateTime(start.DateTime).AddDays(n)).ToList();

            Assert.Equal(diary.All().WatchedMs, days.Sum(day => diary.Day(day).WatchedMs));
            Assert.Equal(diary.All().WatchedMs, days.GroupBy(WatchDiary.WeekName).Sum(week => diary.Week(week.First()).WatchedMs));
            Assert.Equal(diary.All().WatchedMs, days.GroupBy(day => (day.Year, day.Month)).Sum(month => diary.Month(month.First()).WatchedMs));
            Assert.Equal(diary.All().GoalsMet, days.Count(diary.GoalMet));
            Assert.Equal(plays.Length, days.Sum(day => diary.Day(day).Plays));
        }
    }

    private static WatchDiary Diary(DiaryPlay[] plays, TimeZoneInfo zone) => new(plays, _ => DiaryTitle.Unknown, new DiaryGoal(30, []), zone);

    private static DiaryPlay Play(string title, string ended, int minutes)
    {
        var at = DateTimeOffset.Parse(ended, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        return new DiaryPlay(title, at - minutes * Minute, at, minutes * Minute, 0.5, false);
    }
}
