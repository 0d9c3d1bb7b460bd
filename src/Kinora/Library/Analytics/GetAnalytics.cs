using System.Globalization;
using System.Text.Json.Serialization;
using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Analytics;

/// <summary>What a profile watched by day, ISO week, month and in all, with goals and streaks: the members of <c>analytics.json</c>.</summary>
internal static class GetAnalytics
{
    internal sealed record Daily(
        string Date, int VideosWatched, int VideosCompleted, double TotalWatchTimeMinutes, bool LearningGoalMet, IReadOnlyList<string> TopTopics,
        IReadOnlyList<string> FavoriteChannels, double AverageCompletionRate);

    internal sealed record Weekly(
        string Week, int VideosWatched, int VideosCompleted, double TotalWatchTimeMinutes, int LearningGoalsMet, int LearningStreakDays,
        IReadOnlyList<string> TopTopics, IReadOnlyList<string> FavoriteChannels, double AverageCompletionRate,
        IReadOnlyDictionary<string, double> SkillProgression);

    internal sealed record Monthly(
        string Month, int VideosWatched, int VideosCompleted, double TotalWatchTimeMinutes, int LearningGoalsMet, IReadOnlyList<string> TopTopics,
        IReadOnlyList<string> FavoriteChannels, double AverageCompletionRate, IReadOnlyList<string> SkillMilestonesReached,
        IReadOnlyList<string> TopLearningPaths);

    internal sealed record AllTime(
        int TotalVideosDiscovered, int TotalVideosWatched, int TotalVideosCompleted, double TotalWatchTimeMinutes, double CompletionRate,
        double AverageSessionMinutes, int LongestLearningStreak, IReadOnlyList<string> FavoriteWatchTimes,
        IReadOnlyDictionary<string, double> SkillCompetencies);

    internal sealed record Dashboard(
        Daily Today, Weekly Week, Monthly Month, AllTime AllTime, Goal Goal, IReadOnlyList<DayBar> Days, IReadOnlyList<double> Hours,
        IReadOnlyList<Part> Topics, IReadOnlyList<Part> Channels);

    internal sealed record Goal(int Minutes, double TodayMinutes, bool MetToday, int StreakDays, int LongestStreakDays);

    internal sealed record DayBar(string Date, [property: JsonPropertyName("minutes")] double Minutes, bool GoalMet);

    internal sealed record Part(string Name, double Minutes);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var analytics = endpoints.MapGroup("/api/user/analytics").Needs(Role.Viewer);
        analytics.MapGet("/daily", DailyAsync).Produces<Daily>();
        analytics.MapGet("/weekly", WeeklyAsync).Produces<Weekly>();
        analytics.MapGet("/monthly", MonthlyAsync).Produces<Monthly>();
        analytics.MapGet("/all-time", AllTimeAsync).Produces<AllTime>();
        analytics.MapGet("/dashboard", DashboardAsync).Produces<Dashboard>();
    }

    private static async Task<IResult> DailyAsync(string? date, Caller caller, Diaries diaries, CancellationToken cancel)
    {
        var (diary, today) = await diaries.OfAsync(caller, cancel);
        return TryDay(date, "yyyy-MM-dd", today, out var day)
            ? Results.Json(Day(diary, day))
            : Wrong("date", "A day, such as 2026-11-21.");
    }

    private static async Task<IResult> WeeklyAsync(string? week, Caller caller, Diaries diaries, CancellationToken cancel)
    {
        var (diary, today) = await diaries.OfAsync(caller, cancel);
        return TryWeek(week, today, out var day) ? Results.Json(Week(diary, day, today)) : Wrong("week", "An ISO week, such as 2026-W47.");
    }

    private static async Task<IResult> MonthlyAsync(string? month, Caller caller, Diaries diaries, CancellationToken cancel)
    {
        var (diary, today) = await diaries.OfAsync(caller, cancel);
        return TryDay(month is null ? null : month + "-01", "yyyy-MM-dd", today, out var day)
            ? Results.Json(Month(diary, day))
            : Wrong("month", "A month, such as 2026-11.");
    }

    private static async Task<IResult> AllTimeAsync(Caller caller, Diaries diaries, CancellationToken cancel)
    {
        var (diary, _) = await diaries.OfAsync(caller, cancel);
        return Results.Json(All(diary, await diaries.DiscoveredAsync(caller, cancel)));
    }

    private static async Task<IResult> DashboardAsync(Caller caller, Diaries diaries, CancellationToken cancel) =>
        Results.Json(await DashboardOfAsync(caller, diaries, cancel));

    /// <summary>All of it at once, as of now.</summary>
    public static async Task<Dashboard> DashboardOfAsync(Caller caller, Diaries diaries, CancellationToken cancel)
    {
        const int Days = 84;
        var (diary, today) = await diaries.OfAsync(caller, cancel);
        var all = diary.All();
        return new Dashboard(
            Day(diary, today), Week(diary, today, today), Month(diary, today), All(diary, await diaries.DiscoveredAsync(caller, cancel)),
            new Goal(
                await diaries.GoalMinutesAsync(caller, cancel), StateReply.Minutes(diary.TowardsGoal(today)), diary.GoalMet(today), diary.StreakAt(today),
                diary.LongestStreak()),
            [.. Enumerable.Range(0, Days).Select(n => today.AddDays(n + 1 - Days))
                .Select(day => new DayBar(Name(day), StateReply.Minutes(diary.Day(day).WatchedMs), diary.GoalMet(day)))],
            [.. all.Hours.Select(StateReply.Minutes)],
            [.. all.Topics.Take(10).Select(share => new Part(share.Name, StateReply.Minutes(share.Ms)))],
            [.. all.Creators.Take(10).Select(share => new Part(share.Name, StateReply.Minutes(share.Ms)))]);
    }

    public static Daily Day(WatchDiary diary, DateOnly day)
    {
        var period = diary.Day(day);
        return new Daily(
            Name(day), period.Watched, period.Completed, StateReply.Minutes(period.WatchedMs), diary.GoalMet(day), Names(period.Topics),
            Names(period.Creators), Math.Round(period.CompletionRate, 4));
    }

    public static Weekly Week(WatchDiary diary, DateOnly day, DateOnly today)
    {
        var period = diary.Week(day);
        return new Weekly(
            WatchDiary.WeekName(day), period.Watched, period.Completed, StateReply.Minutes(period.WatchedMs), period.GoalsMet,
            diary.StreakAt(period.To < today ? period.To : today), Names(period.Topics), Names(period.Creators), Math.Round(period.CompletionRate, 4),
            Hours(period.Topics));
    }

    public static Monthly Month(WatchDiary diary, DateOnly day)
    {
        var period = diary.Month(day);
        var before = diary.Over(DateOnly.MinValue, period.From.AddDays(-1)).Topics.ToDictionary(share => share.Name, share => share.Ms, StringComparer.Ordinal);
        return new Monthly(
            period.From.ToString("yyyy-MM", CultureInfo.InvariantCulture), period.Watched, period.Completed, StateReply.Minutes(period.WatchedMs),
            period.GoalsMet, Names(period.Topics), Names(period.Creators), Math.Round(period.CompletionRate, 4),
            [.. period.Topics.SelectMany(share => Milestones(share, before.GetValueOrDefault(share.Name)))], Names(period.Paths));
    }

    public static AllTime All(WatchDiary diary, int discovered)
    {
        var period = diary.All();
        return new AllTime(
            discovered, period.Watched, period.Completed, StateReply.Minutes(period.WatchedMs),
            period.Watched == 0 ? 0 : Math.Round((double)period.Completed / period.Watched, 4),
            period.Plays == 0 ? 0 : Math.Round(period.WatchedMs / 60_000.0 / period.Plays, 2), diary.LongestStreak(), Times(period.Hours), Hours(period.Topics));
    }

    /// <summary>Hours of a topic that are worth telling: 1, 5, 10, 25, 50, 100, 250, 500, 1000.</summary>
    private static IEnumerable<string> Milestones(Share share, long before) =>
        from hours in (int[])[1, 5, 10, 25, 50, 100, 250, 500, 1000]
        let ms = hours * 3_600_000L
        where before < ms && before + share.Ms >= ms
        select string.Create(CultureInfo.InvariantCulture, $"{share.Name}: {hours} h");

    private static List<string> Times(IReadOnlyList<long> hours) =>
    [
        .. hours.Select((ms, hour) => (ms, hour)).Where(one => one.ms > 0).OrderByDescending(one => one.ms).ThenBy(one => one.hour).Take(3)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.hour:00}:00")),
    ];

    private static List<string> Names(IReadOnlyList<Share> shares) => [.. shares.Take(5).Select(share => share.Name)];

    private static Dictionary<string, double> Hours(IReadOnlyList<Share> shares) =>
        shares.Take(20).ToDictionary(share => share.Name, share => Math.Round(share.Ms / 3_600_000.0, 2), StringComparer.Ordinal);

    private static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryDay(string? text, string format, DateOnly today, out DateOnly day)
    {
        day = today;
        return text is null || (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is > 1900 and < 9000);
    }

    private static bool TryWeek(string? text, DateOnly today, out DateOnly day)
    {
        day = today;
        if (text is null)
            return true;
        if (text.Length != 8 || text[4..6] != "-W" || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var week)
            || year is < 1900 or > 9000 || week < 1 || week > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        day = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return true;
    }

    private static IResult Wrong(string field, string rule) => new Refusal(RefusalKind.Invalid, "value-invalid", rule, field).ToHttp();
}
