using System.Globalization;
using System.Text.Json.Nodes;
using Kinora.Library.Analytics;

namespace Kinora.Library.Vault;

/// <summary>
/// The body of <c>analytics.json</c>. Old figures are rolled up: single days for the last <see cref="Days"/> days, weeks for the last
/// <see cref="Weeks"/>, months for good; what a day held stays in its week, its month and in all. Pure.
/// </summary>
internal static class VaultAnalytics
{
    public const int Days = 92;
    public const int Weeks = 106;

    public static JsonObject Of(WatchDiary diary, DateOnly today, int discovered)
    {
        var days = diary.DaysWatched().ToList();
        var document = new JsonObject();
        document["daily_stats"] = Each(
            days.Where(day => day > today.AddDays(-Days)), Name, day => VaultJson.Node(GetAnalytics.Day(diary, day)));
        document["weekly_stats"] = Each(
            days.Select(Monday).Distinct().Where(day => day > today.AddDays(-7 * Weeks)), WatchDiary.WeekName,
            day => VaultJson.Node(GetAnalytics.Week(diary, day, today)));
        document["monthly_stats"] = Each(
            days.Select(day => new DateOnly(day.Year, day.Month, 1)).Distinct(), day => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            day => VaultJson.Node(GetAnalytics.Month(diary, day)));
        document["all_time_stats"] = VaultJson.Node(GetAnalytics.All(diary, discovered));
        return document;
    }

    public static string? FirstDay(WatchDiary diary) => diary.FirstDay is { } day ? Name(day) : null;

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Each(IEnumerable<DateOnly> days, Func<DateOnly, string> name, Func<DateOnly, JsonObject> record)
    {
        var records = new JsonObject();
        foreach (var day in days)
            records[name(day)] = record(day);
        return records;
    }
}
