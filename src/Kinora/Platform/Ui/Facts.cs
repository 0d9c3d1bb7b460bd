using System.Globalization;

namespace Kinora.Platform.Ui;

/// <summary>Lengths and figures as a person reads them.</summary>
internal static class Facts
{
    /// <summary>1:18:00, 42:00, 0:07; null for an unknown length.</summary>
    public static string? Clock(long ms)
    {
        if (ms <= 0)
            return null;
        var time = TimeSpan.FromMilliseconds(ms);
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
    }

    /// <summary>1 h 31, 2 h, 18 min, 40 s; null for an unknown length.</summary>
    public static string? Length(long ms)
    {
        if (ms <= 0)
            return null;
        if (ms < 60_000)
            return UiWords.Seconds(Math.Max(1, ms / 1000));
        var minutes = (ms + 30_000) / 60_000;
        return minutes < 60 ? UiWords.Minutes(minutes)
            : minutes % 60 == 0 ? UiWords.Hours(minutes / 60)
            : UiWords.HourMinutes(minutes / 60, minutes % 60);
    }

    /// <summary>Thousands apart.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>0–1 as an attribute's value.</summary>
    public static string Share(double share) => Math.Clamp(share, 0, 1).ToString("0.###", CultureInfo.InvariantCulture);

    public static string Percent(double share) => Math.Clamp(share, 0, 1).ToString("P0", CultureInfo.CurrentCulture);

    /// <summary>3 min ago; a date for what is older than a month.</summary>
    public static string Ago(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at is not { } then)
            return UiWords.Never;
        var passed = now - then;
        return passed.TotalMinutes < 1 ? UiWords.JustNow
            : passed.TotalHours < 1 ? UiWords.MinutesAgo((int)passed.TotalMinutes)
            : passed.TotalDays < 1 ? UiWords.HoursAgo((int)passed.TotalHours)
            : passed.TotalDays < 31 ? UiWords.DaysAgo((int)passed.TotalDays)
            : then.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>What is there of several facts, with dots between.</summary>
    public static string Joined(params ReadOnlySpan<string?> parts)
    {
        var there = new List<string>(parts.Length);
        foreach (var part in parts)
        {
            if (!string.IsNullOrEmpty(part))
                there.Add(part);
        }

        return string.Join(" · ", there);
    }
}
